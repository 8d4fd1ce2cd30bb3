package dev.coffer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server of a {@link GaleraCluster}. */
public final class GaleraNode {

  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final GaleraPrograms programs;
  private final Path directory;
  private final GaleraPorts ports;
  private final String name;
  private @Nullable Process process;

  GaleraNode(GaleraPrograms programs, Path directory, GaleraPorts ports, String name) {
    this.programs = programs;
    this.directory = directory;
    this.ports = ports;
    this.name = name;
  }

  /** The address for JDBC, with an account that has all rights. */
  public ServerAddress address() {
    return new ServerAddress(
        "jdbc:mariadb://127.0.0.1:" + ports.sql() + "/mysql", "coffer", "coffer");
  }

  GaleraPorts ports() {
    return ports;
  }

  /** Creates the system tables, for the first node alone; the others copy them. */
  void install() {
    programs.run(
        directory.resolve("install.log"),
        List.of(
            programs.path("usr/bin/mariadb-install-db"),
            "--no-defaults",
            "--basedir=" + programs.path("usr"),
            "--datadir=" + data(),
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            ROOT ? "--user=root" : "--skip-name-resolve"));
  }

  /** Starts the first node of a new cluster. */
  void bootstrap(List<GaleraPorts> cluster) {
    start(cluster, List.of("--wsrep-new-cluster"));
  }

  /** Starts a node that joins the others, and waits until it has their data. */
  public void join(List<GaleraPorts> cluster) {
    start(cluster, List.of());
  }

  private void start(List<GaleraPorts> cluster, List<String> arguments) {
    try {
      Files.createDirectories(data());
      Files.createDirectories(directory.resolve("tmp"));
      Path settings = directory.resolve("node.cnf");
      Files.writeString(settings, settings(cluster));
      if (ROOT) {
        giveToNobody();
      }
      List<String> command = new ArrayList<>();
      command.add(programs.path("usr/sbin/mariadbd"));
      command.add("--defaults-file=" + settings);
      command.addAll(arguments);
      process = programs.start(directory.resolve("output.log"), command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitSynced();
  }

  /** As root, the copy of the data between nodes would drop its rights and fail. */
  private void giveToNobody() throws IOException {
    UserPrincipal nobody =
        directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setOwner(file, nobody);
      }
    }
  }

  private String settings(List<GaleraPorts> cluster) {
    String peers =
        String.join(",", cluster.stream().map(each -> "127.0.0.1:" + each.group()).toList());
    return String.join(
        "\n",
        "[mysqld]",
        ROOT ? "user=nobody" : "",
        "basedir=" + programs.path("usr"),
        "plugin-dir=" + programs.path("usr/lib/mysql/plugin"),
        "lc-messages-dir=" + programs.path("usr/share/mysql"),
        "character-sets-dir=" + programs.path("usr/share/mysql/charsets"),
        "datadir=" + data(),
        "tmpdir=" + directory.resolve("tmp"),
        "socket=" + directory.resolve("s"),
        "pid-file=" + pidFile(),
        "log-error=" + log(),
        "port=" + ports.sql(),
        "bind-address=127.0.0.1",
        "innodb-buffer-pool-size=64M",
        "innodb-log-file-size=32M",
        "innodb-flush-log-at-trx-commit=2",
        "innodb-autoinc-lock-mode=2",
        "binlog-format=ROW",
        "character-set-server=utf8mb4",
        "wsrep-on=ON",
        "wsrep-provider=" + programs.path("usr/lib/galera/libgalera_smm.so"),
        "wsrep-cluster-name=coffer",
        "wsrep-cluster-address=gcomm://" + peers,
        "wsrep-node-name=" + name,
        "wsrep-node-address=127.0.0.1:" + ports.group(),
        "wsrep-node-incoming-address=127.0.0.1:" + ports.sql(),
        "wsrep-sst-method=rsync",
        "wsrep-sst-receive-address=127.0.0.1:" + ports.copy(),
        "wsrep-provider-options=\"base_host=127.0.0.1;base_port="
            + ports.group()
            + ";gmcast.listen_addr=tcp://127.0.0.1:"
            + ports.group()
            + ";ist.recv_addr=127.0.0.1:"
            + ports.increment()
            + ";gcache.size=32M;pc.recovery=true\"",
        "");
  }

  /** Waits until this node has what the others committed. */
  public void awaitSynced() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - end < 0) {
      if (!isRunning()) {
        throw new IllegalStateException("The node " + name + " ended:\n" + endOfLog());
      }
      if ("Synced".equals(status("wsrep_local_state_comment"))) {
        return;
      }
      pause();
    }
    throw new IllegalStateException("The node " + name + " did not join:\n" + endOfLog());
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A status variable of the server; null if it does not answer. */
  public @Nullable String status(String variable) {
    try (Connection connection = connectAsRoot();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show status like '" + variable + "'")) {
      return row.next() ? row.getString(2) : null;
    } catch (SQLException e) {
      return null;
    }
  }

  private Connection connectAsRoot() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://127.0.0.1:" + ports.sql() + "/?connectTimeout=5000&socketTimeout=10000",
        "root",
        "");
  }

  /** Runs a statement as root. */
  void execute(String sql) {
    try (Connection connection = connectAsRoot();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(name + ": " + sql, e);
    }
  }

  /** Cuts the connections of this node to the other nodes. Its clients stay connected. */
  public void isolate() {
    execute("set global wsrep_provider_options = 'gmcast.isolate=1'");
    awaitStatus("wsrep_cluster_status", "non-Primary");
  }

  /** Lets this node join the others again. */
  public void reunite() {
    execute("set global wsrep_provider_options = 'gmcast.isolate=0'");
    awaitStatus("wsrep_cluster_status", "Primary");
    awaitSynced();
  }

  private void awaitStatus(String variable, String value) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!value.equals(status(variable))) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException(
            name + ": " + variable + " is " + status(variable) + "\n" + endOfLog());
      }
      pause();
    }
  }

  /** Waits until the cluster of this node has this number of nodes. */
  public void awaitClusterSize(int nodes) {
    awaitStatus("wsrep_cluster_size", Integer.toString(nodes));
  }

  /** Kills the server, as by {@code kill -9}. */
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      await(running);
    }
  }

  private static void await(Process running) {
    try {
      if (!running.waitFor(30, TimeUnit.SECONDS)) {
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running.destroyForcibly();
    }
  }

  private boolean isRunning() {
    return process != null && process.isAlive();
  }

  private Path data() {
    return directory.resolve("data");
  }

  Path directory() {
    return directory;
  }

  Path pidFile() {
    return directory.resolve("server.pid");
  }

  private Path log() {
    return directory.resolve("error.log");
  }

  private String endOfLog() {
    try {
      Path written = Files.exists(log()) ? log() : directory.resolve("output.log");
      List<String> lines = Files.readAllLines(written);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
