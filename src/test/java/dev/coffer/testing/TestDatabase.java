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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A new, empty database of one of the products, created at its first use. {@link #close()} drops
 * it, or empties it for another test that calls {@link #migrate()} first. All tests of the JVM
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

  private static final Map<ServerAddress, UsedDatabases> USED = new ConcurrentHashMap<>();

  private final Dialect.Product product;
  private final Function<@Nullable String, Place> places;
  private final @Nullable UsedDatabases used;
  private @Nullable Place place;
  private @Nullable HikariDataSource pool;
  private boolean closed;

  /**
   * Where a database is.
   *
   * @param name its name on a server
   */
  private record Place(String name, String url, String user, String password, Removal removal) {}

  private TestDatabase(
      Dialect.Product product,
      @Nullable UsedDatabases used,
      Function<@Nullable String, Place> places) {
    this.product = product;
    this.used = used;
    this.places = places;
  }

  /** H2 in memory. */
  public static TestDatabase h2() {
    return h2(
        () -> {
          String url = "jdbc:h2:mem:" + newName() + ";DB_CLOSE_DELAY=-1";
          return new Place("", url, "sa", "", () -> execute(url, "shutdown"));
        });
  }

  /** H2 in a file below {@code target}; it may be closed and opened again. */
  public static TestDatabase h2File() {
    return h2(() -> file(""));
  }

  /** H2 in a file below {@code target} that other processes can open too. */
  public static TestDatabase h2Shared() {
    return h2(() -> file(";AUTO_SERVER=TRUE;DB_CLOSE_DELAY=-1"));
  }

  private static TestDatabase h2(Supplier<Place> creation) {
    return new TestDatabase(Dialect.Product.H2, null, none -> creation.get());
  }

  private static Place file(String options) {
    Path directory = TestFiles.newDirectory("h2");
    String url = "jdbc:h2:file:" + directory.resolve("coffer") + options;
    return new Place(
        "",
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
    return onSharedServer(Dialect.Product.MARIADB, MariaDbServer.shared(), "");
  }

  /** MariaDB with {@code innodb_snapshot_isolation} on, the default from 11.6.2. */
  public static TestDatabase mariadbWithSnapshotIsolation() {
    return onSharedServer(
        Dialect.Product.MARIADB,
        MariaDbServer.shared(),
        "sessionVariables=innodb_snapshot_isolation=ON");
  }

  /** PostgreSQL. */
  public static TestDatabase postgresql() {
    return onSharedServer(Dialect.Product.POSTGRESQL, PostgreSqlServer.shared(), "");
  }

  /** A database on a server that a test has started. */
  public static TestDatabase on(Dialect.Product product, ServerAddress server) {
    return new TestDatabase(product, null, none -> create(product, server, ""));
  }

  private static TestDatabase onSharedServer(
      Dialect.Product product, ServerAddress server, String parameters) {
    UsedDatabases used = USED.computeIfAbsent(server, key -> new UsedDatabases(product, server));
    return new TestDatabase(
        product,
        used,
        name -> {
          if (name == null) {
            return create(product, server, parameters);
          }
          return place(product, server, parameters, name);
        });
  }

  private static Place create(Dialect.Product product, ServerAddress server, String parameters) {
    String name = newName();
    server.execute("create database " + name);
    return place(product, server, parameters, name);
  }

  private static Place place(
      Dialect.Product product, ServerAddress server, String parameters, String name) {
    return new Place(
        name,
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

  private synchronized Place place() {
    if (place == null) {
      place = places.apply(null);
    }
    return place;
  }

  /** Migrates Coffer's schema in this database. */
  public synchronized TestDatabase migrate() {
    if (place == null && used != null) {
      @Nullable String name = used.take();
      if (name != null) {
        place = places.apply(name);
        return this;
      }
    }
    try (Connection connection = connect()) {
      SchemaForTests.migrate(connection);
      if (used != null) {
        used.remember(connection);
      }
      return this;
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot migrate " + this, e);
    }
  }

  public Dialect.Product product() {
    return product;
  }

  public String jdbcUrl() {
    return place().url();
  }

  public String user() {
    return place().user();
  }

  public String password() {
    return place().password();
  }

  /** A new connection, closed by the caller. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user(), password());
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
      config.setJdbcUrl(jdbcUrl());
      config.setUsername(user());
      config.setPassword(password());
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
      throw new IllegalStateException("Cannot ask " + this, e);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      // Another test may have the database now.
      return;
    }
    closed = true;
    if (pool != null) {
      pool.close();
    }
    if (place == null || (used != null && used.giveBack(place.name()))) {
      return;
    }
    try {
      place.removal().run();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot drop " + this, e);
    }
  }

  @Override
  public String toString() {
    return jdbcUrl();
  }
}
