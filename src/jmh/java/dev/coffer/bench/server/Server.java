package dev.coffer.bench.server;

import dev.coffer.testing.MariaDbServer;
import dev.coffer.testing.ServerAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** A real MariaDB server with durable commits. All contestants share it. */
public final class Server implements AutoCloseable {

  /** The usual size of the buffer pool, in bytes: all data fits. */
  public static final long BUFFER_POOL = 2L << 30;

  private static final List<String> ARGUMENTS =
      List.of(
          "--innodb-buffer-pool-size=" + BUFFER_POOL,
          // Raw JDBC sends a row of 256 MB in one packet.
          "--max-allowed-packet=1G",
          // The unit in which the size of the buffer pool can change.
          "--innodb-buffer-pool-chunk-size=1M",
          "--innodb-log-file-size=1G",
          "--innodb-flush-log-at-trx-commit=1");

  private static final long SMALLEST_POOL = 8L << 20;

  /** The file system in memory of Linux. */
  private static final Path MEMORY = Path.of("/dev/shm");

  private final ServerAddress address;

  private Server(ServerAddress address) {
    this.address = address;
  }

  /** Starts the server. It ends with this JVM at the latest. */
  public static Server start() {
    return new Server(MariaDbServer.start(ARGUMENTS));
  }

  /**
   * Starts a server with its files in memory, so that no operation waits for a disk. Empty if the
   * system has no file system in memory.
   */
  public static Optional<Server> startInMemory() {
    return Files.isWritable(MEMORY)
        ? Optional.of(new Server(MariaDbServer.start(MEMORY, ARGUMENTS)))
        : Optional.empty();
  }

  /** A new, empty database. */
  public Schema schema(String name) {
    address.execute("drop database if exists " + name);
    address.execute("create database " + name);
    return new Schema(name, address.urlOf(name, ""), address.user(), address.password());
  }

  /** Sets the size of the buffer pool, in bytes, and waits for the change. */
  public void resizeBufferPool(long bytes) {
    long size = Math.max(SMALLEST_POOL, bytes >> 20 << 20);
    address.execute("set global innodb_buffer_pool_size = " + size);
    while (!value("show status like 'Innodb_buffer_pool_resize_status'", 2).contains("Completed")) {
      Thread.onSpinWait();
    }
  }

  /** The median time in which the disk makes a block durable, in nanoseconds. */
  public long flushNanos() {
    return Flush.medianNanos(Path.of(value("select @@datadir", 1)));
  }

  /** The version of the server. */
  public String version() {
    return value("select version()", 1);
  }

  private String value(String sql, int column) {
    try (Connection connection =
            DriverManager.getConnection(address.adminUrl(), address.user(), address.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(column) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Stops the server. */
  @Override
  public void close() {
    address.execute("shutdown");
  }
}
