package dev.coffer.bench.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database of one contestant; closing drops it. */
public record Schema(String name, String url, String user, String password)
    implements AutoCloseable {

  /** More than the largest number of threads of a workload. */
  public static final int POOL_SIZE = 12;

  /** A pool of connections with these driver properties, such as {@code a=b&c=d}. */
  public HikariDataSource pool(String driverProperties) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(driverProperties.isEmpty() ? url : url + "?" + driverProperties);
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setMaximumPoolSize(POOL_SIZE);
    pool.setMinimumIdle(1);
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return new HikariDataSource(pool);
  }

  /** Runs one statement. */
  public void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Rebuilds every table, as {@code OPTIMIZE} does. */
  public void optimize() {
    tables().forEach(table -> execute("optimize table " + table));
  }

  /** The names of the tables. */
  public List<String> tables() {
    List<String> tables = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url, user, password);
        ResultSet rows = connection.getMetaData().getTables(name, null, "%", null)) {
      while (rows.next()) {
        if (!"SEQUENCE".equals(rows.getString("TABLE_TYPE"))) {
          tables.add(rows.getString("TABLE_NAME"));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(name, e);
    }
    return tables;
  }

  /** The bytes that the file system has allocated to the tables, after a flush. */
  public long allocatedBytes() {
    flush();
    try {
      Process du =
          new ProcessBuilder("du", "--block-size=1", "-s", directory().toString())
              .redirectErrorStream(true)
              .start();
      String answer = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Long.parseLong(answer.substring(0, answer.indexOf('\t')));
    } catch (IOException e) {
      throw new IllegalStateException("Cannot ask du", e);
    }
  }

  /** Writes all pages, because the server punches the holes of compressed pages at that time. */
  private void flush() {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute("flush tables " + String.join(", ", tables()) + " for export");
      statement.execute("unlock tables");
    } catch (SQLException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** A program of the server's release. */
  public Path binary(String program) {
    return Path.of(variable("basedir"), "bin", program);
  }

  /** The TCP port of the server. */
  public String port() {
    return variable("port");
  }

  private Path directory() {
    return Path.of(variable("datadir"), name);
  }

  private String variable(String variable) {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select @@" + variable)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(name, e);
    }
  }

  @Override
  public void close() {
    execute("drop database " + name);
  }
}
