package dev.coffer.schema;

import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.SchemaException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.sql.DataSource;

/**
 * Migrates and checks the schema of Coffer's tables in a database.
 *
 * <p>Several releases run concurrently during a rolling deployment. The schema therefore records
 * the oldest versions that may read and write it, and only older releases are refused. All methods
 * are thread-safe. Several processes may migrate one database at once.
 */
public final class Schema {

  /** The version of the schema that this release creates and writes. */
  public static final int VERSION = 3;

  /** The default time that a migration waits for another migration. */
  public static final Duration DEFAULT_LOCK_WAIT = Duration.ofMinutes(5);

  private static final String HOW_TO_MIGRATE =
      "Run the command 'migrate' or Schema.migrate(dataSource), or include"
          + " coffer/liquibase/changelog.xml in your own changelog.";

  private Schema() {}

  /**
   * Migrates the schema to this release's version on a new connection; see {@link
   * #migrate(Connection, Duration)}.
   */
  public static void migrate(DataSource dataSource) {
    Objects.requireNonNull(dataSource, "The argument 'dataSource' is null.");
    try (Connection connection = dataSource.getConnection()) {
      migrate(connection, DEFAULT_LOCK_WAIT);
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(
          "The database cannot be reached to migrate Coffer's schema: " + e.getMessage(), e);
    }
  }

  /** Migrates the schema to this release's version; see {@link #migrate(Connection, Duration)}. */
  public static void migrate(Connection connection) {
    migrate(connection, DEFAULT_LOCK_WAIT);
  }

  /**
   * Migrates the schema to this release's version, with Liquibase if it is on the class path. A
   * database with this version or a later one is not changed, whichever tool migrated it.
   *
   * @param connection a connection without an active transaction, because changes of a schema would
   *     commit it. Its autocommit mode is restored. Avoid using the connection for data afterwards:
   *     MariaDB's driver failed at bulk inserts on the connection of a migration
   * @param lockWait the maximum time to wait for the end of another migration
   * @throws SchemaException if the schema cannot be migrated; the message says what to do
   * @throws DatabaseUnavailableException if the connection is lost
   */
  public static void migrate(Connection connection, Duration lockWait) {
    Objects.requireNonNull(connection, "The argument 'connection' is null.");
    Objects.requireNonNull(lockWait, "The argument 'lockWait' is null.");
    migrate(
        connection,
        database ->
            migrateBy(preferredMigration(connection, database), connection, database, lockWait));
  }

  /**
   * Migrates only the current schema of the connection, for example the schema of one tenant.
   * Tables of Coffer in other schemas on the search path of PostgreSQL are ignored.
   */
  public static void migrateCurrentSchema(Connection connection) {
    Objects.requireNonNull(connection, "The argument 'connection' is null.");
    migrate(
        connection,
        database ->
            CurrentSchema.alone(
                connection,
                database,
                () ->
                    migrateBy(
                        preferredMigration(connection, database),
                        connection,
                        database,
                        DEFAULT_LOCK_WAIT)));
  }

  private static void migrate(Connection connection, Migrating migrating) {
    asking(
        () -> {
          boolean autoCommit = connection.getAutoCommit();
          try {
            connection.setAutoCommit(true);
            migrating.run(Databases.of(connection));
          } catch (SQLException | RuntimeException failure) {
            Cleanup.after(failure, () -> connection.setAutoCommit(autoCommit));
            throw failure;
          }
          connection.setAutoCommit(autoCommit);
          return true;
        });
  }

  /** Migrates with a given implementation; the connection is in autocommit mode. */
  static void migrateBy(
      SchemaMigration migration, Connection connection, Database database, Duration lockWait)
      throws SQLException {
    Catalog catalog = Catalog.read(connection, database);
    if (isUpToDate(connection, database, catalog)) {
      return;
    }
    if (!catalog.hasTable(ChangelogTables.CHANGELOG) && catalog.hasTable("coffer_content")) {
      throw new SchemaException(
          "This database has Coffer's tables, but not "
              + ChangelogTables.CHANGELOG
              + ", which records their migrations: the application's own migrations manage them."
              + " Run those to migrate the tables to version "
              + VERSION
              + ".");
    }
    requireExactDefaults(connection, database);
    ChangelogTables.create(
        connection, database, ChangelogScript.of(database.product()).ownTables());
    new ChangelogLock(connection, database).awaitFree(lockWait);
    migration.migrate(connection, database, lockWait);
  }

  private static SchemaMigration preferredMigration(Connection connection, Database database)
      throws SQLException {
    if (!CurrentSchema.isKnownToLiquibase(connection, database)) {
      return new ScriptMigration();
    }
    return ServiceLoader.load(SchemaMigration.class, Schema.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(SchemaMigration::isAvailable)
        .findFirst()
        .orElseGet(ScriptMigration::new);
  }

  private static boolean isUpToDate(Connection connection, Database database, Catalog catalog)
      throws SQLException {
    if (!SchemaShape.differences(SchemaShape.SCHEMA_TABLE, catalog, database).isEmpty()) {
      return false;
    }
    Optional<SchemaVersion> found = SchemaVersion.read(connection);
    return found.isPresent() && found.get().version() >= VERSION;
  }

  /**
   * Checks that the schema exists and how this release may use it.
   *
   * @throws SchemaException if the schema is missing, altered, too old or too new for this release
   * @throws dev.coffer.api.UnsupportedDatabaseException if the database is not supported
   * @throws DatabaseUnavailableException if the connection is lost
   */
  public static SchemaAccess check(Connection connection) {
    Objects.requireNonNull(connection, "The argument 'connection' is null.");
    return asking(
        () -> {
          Database database = Databases.of(connection);
          Catalog catalog = Catalog.read(connection, database);
          SchemaVersion found = versionIn(connection, database, catalog);
          requireReadable(found);
          requireUnaltered(SchemaShape.differences(catalog, database));
          requireExact(SchemaShape.inexactColumns(catalog, database), database);
          return new SchemaAccess(found.version(), found.minWriter(), found.identity());
        });
  }

  /**
   * The version of the schema in a database, with the identity of the database.
   *
   * @throws SchemaException if the schema is missing
   * @throws DatabaseUnavailableException if the connection is lost
   */
  public static SchemaVersion version(Connection connection) {
    Objects.requireNonNull(connection, "The argument 'connection' is null.");
    return asking(
        () -> {
          Database database = Databases.of(connection);
          return versionIn(connection, database, Catalog.read(connection, database));
        });
  }

  /**
   * Descriptions of the key columns that may treat different keys as equal because their collation
   * or type was changed; empty if there are none.
   *
   * @throws DatabaseUnavailableException if the connection is lost
   */
  public static List<String> inexactColumns(Connection connection) {
    Objects.requireNonNull(connection, "The argument 'connection' is null.");
    return asking(
        () -> {
          Database database = Databases.of(connection);
          return SchemaShape.inexactColumns(Catalog.read(connection, database), database);
        });
  }

  private static SchemaVersion versionIn(Connection connection, Database database, Catalog catalog)
      throws SQLException {
    if (SchemaShape.tables().stream().noneMatch(catalog::hasTable)) {
      throw new SchemaException("This database has no tables of Coffer. " + HOW_TO_MIGRATE);
    }
    requireUnaltered(SchemaShape.differences(SchemaShape.SCHEMA_TABLE, catalog, database));
    return SchemaVersion.read(connection)
        .orElseThrow(
            () ->
                new SchemaException(
                    "A migration of Coffer's schema is incomplete. " + HOW_TO_MIGRATE));
  }

  private static void requireReadable(SchemaVersion found) {
    if (found.minReader() > VERSION) {
      throw new SchemaException(
          ("Coffer's schema in this database has version %d and cannot be read by releases that"
                  + " know only versions before %d; this release knows version %d. Use a later"
                  + " release.")
              .formatted(found.version(), found.minReader(), VERSION));
    }
    if (found.version() < VERSION) {
      throw new SchemaException(
          "Coffer's schema in this database has version %d; this release needs version %d. %s"
              .formatted(found.version(), VERSION, HOW_TO_MIGRATE));
    }
  }

  private static void requireUnaltered(List<String> differences) {
    if (!differences.isEmpty()) {
      throw new SchemaException(
          "Coffer's schema is incomplete or was altered: "
              + String.join("; ", differences)
              + ". If a migration is incomplete, run it again; otherwise restore the altered"
              + " objects.");
    }
  }

  private static void requireExact(List<String> inexactColumns, Database database) {
    if (!inexactColumns.isEmpty()) {
      throw new SchemaException(
          "This database would treat different keys as one record: "
              + String.join("; ", inexactColumns)
              + ". "
              + database.adviceOnInexactColumns());
    }
  }

  private static void requireExactDefaults(Connection connection, Database database)
      throws SQLException {
    Optional<String> query = database.inexactDefaults();
    if (query.isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query.get())) {
      if (row.next()) {
        throw new SchemaException(
            "Coffer's schema was not migrated: with the setting "
                + row.getString(1)
                + ", this database would treat different keys as one record. "
                + database.adviceOnInexactColumns());
      }
    }
  }

  /** A migration of a database of this product. */
  @FunctionalInterface
  private interface Migrating {
    void run(Database database) throws SQLException;
  }

  /** A query of the database. */
  @FunctionalInterface
  private interface Question<R> {
    R ask() throws SQLException;
  }

  private static <R> R asking(Question<R> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      if (Refusals.any(e, Refusals::lostConnection)) {
        throw new DatabaseUnavailableException(
            "The connection to the database was lost: " + e.getMessage(), e);
      }
      throw new DatabaseOperationException(
          "The database refused to read or change Coffer's schema: " + e.getMessage(), e);
    }
  }
}
