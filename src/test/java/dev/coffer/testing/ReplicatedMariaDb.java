package dev.coffer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Servers of MariaDB with asynchronous replication by GTIDs. */
public final class ReplicatedMariaDb extends ReplicatedServers {

  private static final String ADMIN = "coffer";
  private static final String USER = "app";

  /** Not written to the binary log, because each server has accounts of its own. */
  private static final String ACCOUNTS =
      """
      set sql_log_bin = 0;
      create or replace user coffer@'127.0.0.1' identified by 'coffer';
      grant all on *.* to coffer@'127.0.0.1' with grant option;
      create or replace user app@'127.0.0.1' identified by 'app';
      grant all on coffer_replicated.* to app@'127.0.0.1';
      """;

  private static @Nullable ReplicatedMariaDb shared;

  private final List<Node> nodes;

  private ReplicatedMariaDb(List<Node> nodes) {
    super(nodes.toArray(ManagedServer[]::new));
    this.nodes = nodes;
  }

  /** A primary and two replicas, which the tests of the JVM share. */
  public static synchronized ReplicatedMariaDb shared() {
    ReplicatedMariaDb running = shared;
    if (running == null) {
      running = start(2);
      shared = running;
    }
    return running;
  }

  /** A primary and this number of replicas, for the caller alone. */
  public static ReplicatedMariaDb start(int replicas) {
    Path installed = TestFiles.newDirectory("mariadb-installed");
    Path base = MariaDbServer.install(installed);
    List<Node> nodes =
        IntStream.rangeClosed(0, replicas).mapToObj(each -> new Node(each + 1, base)).toList();
    for (Node node : nodes) {
      copy(installed.resolve("data"), node.directory.resolve("data"));
    }
    TestFiles.delete(installed);
    nodes.forEach(Node::start);
    nodes.get(0).execute("create database " + DATABASE + " character set utf8mb4");
    for (Node node : nodes.subList(1, nodes.size())) {
      node.execute("set global read_only = 1");
      node.follow(nodes.get(0), false);
    }
    for (Node node : nodes) {
      awaitText(
          node.running(),
          node.adminUrl(),
          ADMIN,
          ADMIN,
          "select count(*) from information_schema.schemata where schema_name = '" + DATABASE + "'",
          "1");
    }
    return new ReplicatedMariaDb(nodes);
  }

  @Override
  public String user() {
    return USER;
  }

  @Override
  public String password() {
    return USER;
  }

  /** Runs a statement on the primary with all rights. */
  public void administrate(String sql) {
    nodes.get(primary()).execute(sql);
  }

  @Override
  public void pause(int replica) {
    nodes.get(replica).execute("stop slave");
  }

  @Override
  public void resume(int replica) {
    nodes.get(replica).execute("start slave");
  }

  @Override
  void promote(int oldPrimary, int newPrimary) {
    Node demoted = nodes.get(oldPrimary);
    Node promoted = nodes.get(newPrimary);
    demoted.execute("set global read_only = 1");
    String position = demoted.execute("select @@gtid_binlog_pos");
    if (!promoted.execute("select master_gtid_wait('" + position + "', 60)").equals("0")) {
      throw new IllegalStateException("The replica did not reach " + position);
    }
    promoted.execute("stop slave");
    promoted.execute("reset slave all");
    promoted.execute("set global read_only = 0");
    for (Node node : nodes) {
      if (node != promoted) {
        node.follow(promoted, node == demoted);
      }
    }
  }

  /** One server. */
  private static final class Node implements ManagedServer {
    private final int id;
    private final Path base;
    private final Path directory = TestFiles.newDirectory("mariadb-replicated");
    private final int port = freePort();
    private boolean follows;
    private @Nullable Process process;

    Node(int id, Path base) {
      this.id = id;
      this.base = base;
    }

    @Override
    public void start() {
      Path pidFile = directory.resolve("server.pid");
      try {
        Files.writeString(directory.resolve("accounts.sql"), ACCOUNTS);
        Files.createDirectories(directory.resolve("tmp"));
        Watchdog.watch(pidFile, directory, "TERM");
        process =
            new ProcessBuilder(
                    base.resolve("bin/mariadbd").toString(),
                    "--no-defaults",
                    "--basedir=" + base,
                    "--datadir=" + directory.resolve("data"),
                    "--tmpdir=" + directory.resolve("tmp"),
                    // The path of a socket may be too long below the project.
                    "--socket=/tmp/coffer-" + port + ".sock",
                    "--port=" + port,
                    "--bind-address=127.0.0.1",
                    "--skip-ssl",
                    "--skip-name-resolve",
                    "--user=" + System.getProperty("user.name"),
                    "--pid-file=" + pidFile,
                    "--init-file=" + directory.resolve("accounts.sql"),
                    "--character-set-server=utf8mb4",
                    "--innodb-buffer-pool-size=32M",
                    // A commit survives the death of the process; otherwise the binary log would
                    // have more.
                    "--innodb-flush-log-at-trx-commit=2",
                    "--innodb-flush-method=nosync",
                    "--server-id=" + id,
                    "--log-bin=bin",
                    "--binlog-format=ROW",
                    "--log-slave-updates=ON",
                    "--gtid-strict-mode=ON",
                    "--skip-slave-start=OFF",
                    "--read-only=" + (follows ? 1 : 0))
                .redirectOutput(directory.resolve("server.out").toFile())
                .redirectErrorStream(true)
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      awaitAnswer(running(), adminUrl(), ADMIN, ADMIN, directory.resolve("server.out"));
    }

    private Process running() {
      return Objects.requireNonNull(process);
    }

    @Override
    public void kill() {
      Process killed = running();
      killed.destroyForcibly();
      killed.onExit().join();
    }

    @Override
    public String url() {
      return "jdbc:mariadb://127.0.0.1:" + port + "/" + DATABASE;
    }

    private String adminUrl() {
      return "jdbc:mariadb://127.0.0.1:" + port + "/mysql";
    }

    String execute(String sql) {
      return ReplicatedServers.execute(adminUrl(), ADMIN, ADMIN, sql);
    }

    void follow(Node primary, boolean demoted) {
      if (follows) {
        execute("stop slave");
      }
      follows = true;
      execute(
          "change master to master_host='127.0.0.1', master_port="
              + primary.port
              + ", master_user='coffer', master_password='coffer', master_connect_retry=1,"
              + " master_use_gtid=slave_pos, master_ssl=0"
              + (demoted ? ", master_demote_to_slave=1" : ""));
      execute("start slave");
      primary.follows = false;
    }
  }
}
