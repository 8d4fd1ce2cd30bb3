package dev.coffer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A primary, which is server 0 at first, and its replicas. The account that applications use cannot
 * write to a read-only server. All servers end with the JVM. Thread-safe.
 */
public abstract class ReplicatedServers {

  static final String DATABASE = "coffer_replicated";

  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  private final ManagedServer[] servers;
  private int primary;

  ReplicatedServers(ManagedServer... servers) {
    this.servers = servers;
  }

  /** One server with its files. */
  interface ManagedServer {

    /** Starts the server and waits until it answers. */
    void start();

    /** Kills the server without warning. */
    void kill();

    String url();
  }

  /** The primary. */
  public int primary() {
    return primary;
  }

  /** The replicas. */
  public List<Integer> replicas() {
    return IntStream.range(0, servers.length).filter(each -> each != primary).boxed().toList();
  }

  /** The URL of the database on a server. */
  public String url(int server) {
    return servers[server].url();
  }

  /** The account of applications. */
  public abstract String user();

  public abstract String password();

  /** Stops a replica from applying what the primary commits. */
  public abstract void pause(int replica);

  public abstract void resume(int replica);

  /** Makes a replica the primary, and the old primary a replica, after all was replicated. */
  public void promote(int replica) {
    promote(primary, replica);
    primary = replica;
  }

  abstract void promote(int oldPrimary, int newPrimary);

  /** Sets the primary, after the old one was lost. */
  void primaryIs(int server) {
    primary = server;
  }

  public void kill(int server) {
    servers[server].kill();
  }

  /** Starts a server that was killed. */
  public void restart(int server) {
    servers[server].start();
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(
              copy,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
          Files.copy(file, copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a statement as an administrator, with the text of the first column of its first row. */
  static String execute(String url, String user, String password, String sql) {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet row = statement.getResultSet()) {
        return row.next() ? String.valueOf(row.getString(1)) : "";
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Failed on " + url + ": " + sql, e);
    }
  }

  /**
   * Waits until a server answers.
   *
   * @param output what the server writes, for the report that it has ended
   */
  static void awaitAnswer(Process process, String url, String user, String password, Path output) {
    try {
      awaitText(process, url, user, password, "select 1", "1");
    } catch (IllegalStateException e) {
      throw new IllegalStateException(e.getMessage() + "\n" + textOf(output), e);
    }
  }

  private static String textOf(Path output) {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a query of a server has an answer. */
  static void awaitText(
      Process process, String url, String user, String password, String query, String answer) {
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    while (true) {
      try (Connection connection = DriverManager.getConnection(url, user, password);
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(query)) {
        if (row.next() && answer.equals(row.getString(1))) {
          return;
        }
      } catch (SQLException e) {
        if (!process.isAlive()) {
          throw new IllegalStateException("The server at " + url + " has ended.", e);
        }
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("No answer from " + url + " to " + query);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
