package dev.coffer.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A primary and a standby of PostgreSQL with streaming replication. */
public final class ReplicatedPostgreSql extends ReplicatedServers implements AutoCloseable {

  private static final String USER = "postgres";

  private static @Nullable ReplicatedPostgreSql shared;

  private final List<Node> nodes;

  private ReplicatedPostgreSql(List<Node> nodes) {
    super(nodes.toArray(ManagedServer[]::new));
    this.nodes = nodes;
  }

  /** Both servers, which the tests of the JVM share. */
  public static synchronized ReplicatedPostgreSql shared() {
    ReplicatedPostgreSql running = shared;
    if (running == null) {
      running = start();
      shared = running;
    }
    return running;
  }

  /** Starts both with an empty database. */
  public static ReplicatedPostgreSql start() {
    Node primary = new Node();
    Node standby = new Node();
    try {
      Path binaries = TestFiles.sharedDirectory("postgresql-binaries");
      EmbeddedPostgres.builder()
          .setDataDirectory(primary.data())
          .setCleanDataDirectory(false)
          .setOverrideWorkingDirectory(binaries.toFile())
          .setRegisterShutdownHook(false)
          .start()
          .close();
      try (Stream<Path> unpacked = Files.list(binaries)) {
        Path home =
            unpacked
                .filter(each -> Files.exists(each.resolve("bin/postgres")))
                .findFirst()
                .orElseThrow();
        primary.program = home.resolve("bin/postgres");
        standby.program = primary.program;
      }
      primary.allowReplication();
      copy(primary.data(), standby.data());
      standby.follow(primary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    primary.start();
    standby.start();
    execute(primary.adminUrl(), USER, USER, "create database " + DATABASE);
    awaitText(Objects.requireNonNull(standby.process), standby.url(), USER, USER, "select 1", "1");
    return new ReplicatedPostgreSql(List.of(primary, standby));
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
    execute(url(primary()), USER, USER, sql);
  }

  @Override
  public void pause(int replica) {
    execute(nodes.get(replica).adminUrl(), USER, USER, "select pg_wal_replay_pause()");
  }

  @Override
  public void resume(int replica) {
    execute(nodes.get(replica).adminUrl(), USER, USER, "select pg_wal_replay_resume()");
  }

  /** Makes each commit wait until the standby has it. */
  public void commitSynchronously() {
    String primary = nodes.get(primary()).adminUrl();
    execute(primary, USER, USER, "alter system set synchronous_standby_names = '*'");
    execute(primary, USER, USER, "select pg_reload_conf()");
    awaitText(
        Objects.requireNonNull(nodes.get(primary()).process),
        primary,
        USER,
        USER,
        "select count(*) from pg_stat_replication where sync_state = 'sync'",
        "1");
  }

  /** Kills the primary and promotes the standby, which is then alone. */
  public void losePrimary() {
    int standby = replicas().get(0);
    kill(primary());
    execute(nodes.get(standby).adminUrl(), USER, USER, "select pg_promote(true, 60)");
    primaryIs(standby);
  }

  /** Kills both servers. */
  @Override
  public void close() {
    nodes.forEach(Node::kill);
  }

  /** {@inheritDoc} The old primary becomes the standby of the new one. */
  @Override
  void promote(int oldPrimary, int newPrimary) {
    Node demoted = nodes.get(oldPrimary);
    Node promoted = nodes.get(newPrimary);
    demoted.stop();
    String done = execute(promoted.adminUrl(), USER, USER, "select pg_promote(true, 60)");
    if (!done.equals("t")) {
      throw new IllegalStateException("The standby was not promoted.");
    }
    try {
      demoted.follow(promoted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    demoted.start();
  }

  /** One server. */
  private static final class Node implements ManagedServer {
    private final Path directory = TestFiles.newDirectory("postgresql-replicated");
    private final int port = freePort();
    private @Nullable Path program;
    private @Nullable Process process;

    Path data() {
      return directory.resolve("data");
    }

    /** As at a server that replication needs no right for: all connections are local. */
    void allowReplication() throws IOException {
      Files.writeString(
          data().resolve("postgresql.conf"),
          "\nmax_connections=300\nwal_level=replica\nmax_wal_senders=10\nhot_standby=on\nwal_keep_size=64MB\n",
          StandardOpenOption.APPEND);
      Files.writeString(
          data().resolve("pg_hba.conf"),
          "\nhost replication all 127.0.0.1/32 trust\n",
          StandardOpenOption.APPEND);
    }

    void follow(Node primary) throws IOException {
      Path signal = data().resolve("standby.signal");
      if (!Files.exists(signal)) {
        Files.createFile(signal);
      }
      Files.writeString(
          data().resolve("postgresql.conf"),
          "\nprimary_conninfo='host=127.0.0.1 port="
              + primary.port
              + " user=postgres'\nrecovery_target_timeline='latest'\n",
          StandardOpenOption.APPEND);
    }

    @Override
    public void start() {
      List<String> command = new ArrayList<>();
      if ("root".equals(System.getProperty("user.name"))) {
        // The server refuses to run as root; within a namespace of its own it does not.
        command.addAll(List.of("unshare", "-U"));
      }
      command.addAll(
          List.of(
              String.valueOf(program),
              "-D",
              data().toString(),
              "-p",
              String.valueOf(port),
              "-F",
              "-c",
              "listen_addresses=127.0.0.1",
              "-c",
              "unix_socket_directories="));
      try {
        Watchdog.watch(data().resolve("postmaster.pid"), directory, "INT");
        process =
            new ProcessBuilder(command)
                .redirectOutput(directory.resolve("server.out").toFile())
                .redirectErrorStream(true)
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      awaitAnswer(process, adminUrl(), USER, USER, directory.resolve("server.out"));
    }

    /** Stops the server after it has sent everything to its standby. */
    void stop() {
      Process stopped = Objects.requireNonNull(process);
      // A fast shutdown: it ends the sessions of clients.
      try {
        new ProcessBuilder("kill", "-INT", String.valueOf(stopped.pid())).start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      stopped.onExit().join();
    }

    @Override
    public void kill() {
      Process killed = Objects.requireNonNull(process);
      killed.destroyForcibly();
      killed.onExit().join();
    }

    @Override
    public String url() {
      return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    private String adminUrl() {
      return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }
  }
}
