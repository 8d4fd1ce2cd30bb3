package dev.coffer.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.dialect.Dialect;
import dev.coffer.dialect.Dialects;
import dev.coffer.schema.SchemaForTests;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A new, empty database of one of the products. {@link #close()} drops it. All tests of the JVM
 * share the servers, which stop with the JVM, even if it is killed.
 *
 * <p>{@code -Dcoffer.test.mariadb.url} and {@code -Dcoffer.test.postgresql.url} (with {@code .user}
 * and {@code .password}) name running servers. The account must have the right to create databases.
 */
public final class TestDatabase implements AutoCloseable {

  /** Ends or removes a database. */
  @FunctionalInterface
  private interface Removal {
    void run() throws SQLException;
  }

  private static final int MOST_CONNECTIONS = 64;

  private final Dialect.Product product;
  private final String jdbcUrl;
  private final String user;
  private final String password;
  private final Removal removal;
  private @Nullable HikariDataSource pool;

  private TestDatabase(
      Dialect.Product product, String jdbcUrl, String user, String password, Removal removal) {
    this.product = product;
    this.jdbcUrl = jdbcUrl;
    this.user = user;
    this.password = password;
    this.removal = removal;
  }

  /** H2 in memory. */
  public static TestDatabase h2() {
    String url = "jdbc:h2:mem:" + newName() + ";DB_CLOSE_DELAY=-1";
    return new TestDatabase(Dialect.Product.H2, url, "sa", "", () -> execute(url, "shutdown"));
  }

  /** H2 in a file below {@code target}; it may be closed and opened again. */
  public static TestDatabase h2File() {
    Path directory = TestFiles.newDirectory("h2");
    String url = "jdbc:h2:file:" + directory.resolve("coffer");
    return new TestDatabase(
        Dialect.Product.H2,
        url,
        "sa",
        "",
        () -> {
          execute(url, "shutdown");
          TestFiles.delete(directory);
        });
  }

  /** H2 in a file below {@code target} that other processes can open too. */
  public static TestDatabase h2Shared() {
    Path directory = TestFiles.newDirectory("h2");
    String url = "jdbc:h2:file:" + directory.resolve("coffer") + ";AUTO_SERVER=TRUE";
    return new TestDatabase(
        Dialect.Product.H2,
        url,
        "sa",
        "",
        () -> {
          execute(url, "shutdown");
          TestFiles.delete(directory);
        });
  }

  /** MariaDB with its defaults: {@code innodb_snapshot_isolation} is off in 11.4. */
  public static TestDatabase mariadb() {
    return onServer(Dialect.Product.MARIADB, MariaDbServer.shared(), "");
  }

  /** MariaDB with {@code innodb_snapshot_isolation} on, the default from 11.6.2. */
  public static TestDatabase mariadbWithSnapshotIsolation() {
    return onServer(
        Dialect.Product.MARIADB,
        MariaDbServer.shared(),
        "sessionVariables=innodb_snapshot_isolation=ON");
  }

  /** PostgreSQL. */
  public static TestDatabase postgresql() {
    return onServer(Dialect.Product.POSTGRESQL, PostgreSqlServer.shared(), "");
  }

  /** A database on a server that a test has started. */
  public static TestDatabase on(Dialect.Product product, ServerAddress server) {
    return onServer(product, server, "");
  }

  private static TestDatabase onServer(
      Dialect.Product product, ServerAddress server, String parameters) {
    String name = newName();
    server.execute("create database " + name);
    return new TestDatabase(
        product,
        server.urlOf(name, parameters),
        server.user(),
        server.password(),
        () ->
            server.execute(
                product == Dialect.Product.POSTGRESQL
                    ? "drop database " + name + " with (force)"
                    : "drop database " + name));
  }

  private static String newName() {
    return "coffer_" + UUID.randomUUID().toString().replace("-", "");
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Migrates Coffer's schema in this database. */
  public TestDatabase migrate() {
    try (Connection connection = connect()) {
      SchemaForTests.migrate(connection);
      return this;
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot migrate " + jdbcUrl, e);
    }
  }

  public Dialect.Product product() {
    return product;
  }

  public String jdbcUrl() {
    return jdbcUrl;
  }

  public String user() {
    return user;
  }

  public String password() {
    return password;
  }

  /** A new connection, closed by the caller. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, user, password);
  }

  /**
   * A source of connections, from a pool on servers, where a new connection costs more than most
   * tests do. {@link #close()} closes the pool.
   */
  public synchronized DataSource pooledDataSource() {
    if (product == Dialect.Product.H2) {
      return dataSource();
    }
    if (pool == null) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(jdbcUrl);
      config.setUsername(user);
      config.setPassword(password);
      config.setMinimumIdle(0);
      config.setMaximumPoolSize(MOST_CONNECTIONS);
      pool = new HikariDataSource(config);
    }
    return pool;
  }

  /** The same, which reports each connection that it gives. */
  public DataSource pooledDataSource(Runnable onConnection) {
    DataSource source = pooledDataSource();
    return new UnpooledDataSource(
        () -> {
          onConnection.run();
          return source.getConnection();
        });
  }

  /** A source of new connections, without a pool. */
  public DataSource dataSource() {
    return new UnpooledDataSource(this::connect);
  }

  /** Ends the session of a connection on the server, and waits for its end. */
  public void kill(Connection victim) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      switch (product) {
        case H2 -> statement.execute("call abort_session(" + id(victim, "session_id()") + ")");
        case MARIADB -> statement.execute("kill connection " + id(victim, "connection_id()"));
        case POSTGRESQL -> {
          String id = id(victim, "pg_backend_pid()");
          statement.execute("select pg_terminate_backend(" + id + ")");
          while (isAlive(statement, id)) {
            Thread.onSpinWait();
          }
        }
      }
    }
  }

  private static String id(Connection connection, String expression) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select " + expression)) {
      row.next();
      return row.getString(1);
    }
  }

  private static boolean isAlive(Statement statement, String backend) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("select 1 from pg_stat_activity where pid = " + backend)) {
      return row.next();
    }
  }

  /** The dialect of this database. */
  public Dialect dialect() {
    try (Connection connection = connect()) {
      return Dialects.of(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot ask " + jdbcUrl, e);
    }
  }

  @Override
  public synchronized void close() {
    if (pool != null) {
      pool.close();
    }
    try {
      removal.run();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot drop " + jdbcUrl, e);
    }
  }

  @Override
  public String toString() {
    return jdbcUrl;
  }
}
