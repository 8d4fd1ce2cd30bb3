package dev.coffer.schema;

import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.SchemaException;
import dev.coffer.dialect.Catalog;
import dev.coffer.dialect.Dialect;
import dev.coffer.dialect.Dialects;
import dev.coffer.dialect.Refusals;
import dev.coffer.schema.migration.ChangelogLock;
import dev.coffer.schema.migration.ChangelogScript;
import dev.coffer.schema.migration.ChangelogTables;
import dev.coffer.schema.migration.Cleanup;
import dev.coffer.schema.migration.CurrentSchema;
import dev.coffer.schema.migration.SchemaMigration;
import dev.coffer.schema.migration.ScriptMigration;
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
  public static final int VERSION = 10;

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
        dialect ->
            migrateIfOutdated(
                () -> preferredMigration(connection, dialect), connection, dialect, lockWait));
  }

  /**
   * Migrates only the current schema of the connection, for example the schema of one tenant.
   * Tables of Coffer in other schemas on the search path of PostgreSQL are ignored.
   */
  public static void migrateCurrentSchema(Connection connection) {
    Objects.requireNonNull(connection, "The argument 'connection' is null.");
    migrate(
        connection,
        dialect ->
            CurrentSchema.alone(
                connection,
                dialect,
                () ->
                    migrateIfOutdated(
                        () -> preferredMigration(connection, dialect),
                        connection,
                        dialect,
                        DEFAULT_LOCK_WAIT)));
  }

  private static void migrate(Connection connection, Migrating migrating) {
    translatingErrors(
        () -> {
          boolean autoCommit = connection.getAutoCommit();
          try {
            connection.setAutoCommit(true);
            migrating.run(Dialects.of(connection));
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
      SchemaMigration migration, Connection connection, Dialect dialect, Duration lockWait)
      throws SQLException {
    migrateIfOutdated(() -> migration, connection, dialect, lockWait);
  }

  /**
   * Migrates with the chosen implementation. The choice is made only if there is something to
   * migrate, because it searches the class path.
   */
  static void migrateIfOutdated(
      SqlCall<SchemaMigration> choice, Connection connection, Dialect dialect, Duration lockWait)
      throws SQLException {
    Catalog catalog = Catalog.read(connection, dialect);
    if (isUpToDate(connection, catalog)) {
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
    requireExactDefaults(connection, dialect);
    ChangelogTables.create(connection, dialect, ChangelogScript.of(dialect.product()).ownTables());
    new ChangelogLock(connection, dialect).awaitFree(lockWait);
    choice.call().migrate(connection, dialect, lockWait);
  }

  private static SchemaMigration preferredMigration(Connection connection, Dialect dialect)
      throws SQLException {
    if (!CurrentSchema.isKnownToLiquibase(connection, dialect)) {
      return new ScriptMigration();
    }
    return ServiceLoader.load(SchemaMigration.class, Schema.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(SchemaMigration::isAvailable)
        .findFirst()
        .orElseGet(ScriptMigration::new);
  }

  private static boolean isUpToDate(Connection connection, Catalog catalog) throws SQLException {
    if (!SchemaShape.differences(SchemaShape.SCHEMA_TABLE, catalog).isEmpty()) {
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
    return translatingErrors(
        () -> {
          Dialect dialect = Dialects.of(connection);
          return access(connection, dialect, Catalog.read(connection, dialect));
        });
  }

  /**
   * Migrates the schema as {@link #migrate(Connection)} does, and checks it as {@link #check} does.
   * A schema with this release's version is read once.
   */
  public static SchemaAccess migrateAndCheck(Connection connection) {
    Objects.requireNonNull(connection, "The argument 'connection' is null.");
    return translatingErrors(
        () -> {
          Dialect dialect = Dialects.of(connection);
          Catalog catalog = Catalog.read(connection, dialect);
          if (!isUpToDate(connection, catalog)) {
            migrate(connection);
            catalog = Catalog.read(connection, dialect);
          }
          return access(connection, dialect, catalog);
        });
  }

  private static SchemaAccess access(Connection connection, Dialect dialect, Catalog catalog)
      throws SQLException {
    SchemaVersion found = versionIn(connection, catalog);
    requireReadable(found);
    requireUnaltered(SchemaShape.differences(catalog));
    requireExact(SchemaShape.inexactColumns(catalog, dialect), dialect);
    return new SchemaAccess(found.version(), found.minWriter(), found.identity());
  }

  /**
   * The version of the schema in a database, with the identity of the database.
   *
   * @throws SchemaException if the schema is missing
   * @throws DatabaseUnavailableException if the connection is lost
   */
  public static SchemaVersion version(Connection connection) {
    Objects.requireNonNull(connection, "The argument 'connection' is null.");
    return translatingErrors(
        () -> {
          Dialect dialect = Dialects.of(connection);
          return versionIn(connection, Catalog.read(connection, dialect));
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
    return translatingErrors(
        () -> {
          Dialect dialect = Dialects.of(connection);
          return SchemaShape.inexactColumns(Catalog.read(connection, dialect), dialect);
        });
  }

  private static SchemaVersion versionIn(Connection connection, Catalog catalog)
      throws SQLException {
    if (SchemaShape.tables().stream().noneMatch(catalog::hasTable)) {
      throw new SchemaException("This database has no tables of Coffer. " + HOW_TO_MIGRATE);
    }
    requireUnaltered(SchemaShape.differences(SchemaShape.SCHEMA_TABLE, catalog));
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

  private static void requireExact(List<String> inexactColumns, Dialect dialect) {
    if (!inexactColumns.isEmpty()) {
      throw new SchemaException(
          "This database would treat different keys as one record: "
              + String.join("; ", inexactColumns)
              + ". "
              + dialect.adviceOnInexactColumns());
    }
  }

  private static void requireExactDefaults(Connection connection, Dialect dialect)
      throws SQLException {
    Optional<String> query = dialect.inexactDefaults();
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
                + dialect.adviceOnInexactColumns());
      }
    }
  }

  /** A migration of a database of this product. */
  @FunctionalInterface
  private interface Migrating {
    void run(Dialect dialect) throws SQLException;
  }

  /** A query of the database. */
  @FunctionalInterface
  interface SqlCall<R> {
    R call() throws SQLException;
  }

  private static <R> R translatingErrors(SqlCall<R> question) {
    try {
      return question.call();
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
