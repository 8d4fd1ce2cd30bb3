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
 * Brings Coffer's tables to a database, and checks at start that they are there.
 *
 * <p>Releases run beside each other during a rolling deployment: the schema names the oldest
 * versions that may read and write it, and only a release older than that is refused. All methods
 * are thread-safe; several processes may migrate one database at once.
 */
public final class Schema {

  /** The version of the schema that this release brings and writes. */
  public static final int VERSION = 3;

  /** How long a migration waits for another one unless told otherwise. */
  public static final Duration DEFAULT_LOCK_WAIT = Duration.ofMinutes(5);

  private static final String HOW_TO_MIGRATE =
      "Run the command 'migrate' or Schema.migrate(dataSource), or include"
          + " coffer/liquibase/changelog.xml in your own changelog.";

  private Schema() {}

  /**
   * Brings the schema to this release's version, on a connection of its own; see {@link
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

  /** Brings the schema to this release's version; see {@link #migrate(Connection, Duration)}. */
  public static void migrate(Connection connection) {
    migrate(connection, DEFAULT_LOCK_WAIT);
  }

  /**
   * Brings the schema to this release's version, by Liquibase where it is on the class path. A
   * database that has this version already, or a later one, is left alone, whoever migrated it.
   *
   * @param connection not in a transaction: changes of a schema would commit it. It is left in the
   *     autocommit mode it was in. Better not use it for data afterwards: MariaDB's driver failed
   *     at bulk inserts on the connection of a migration
   * @param lockWait how long to wait for another migration to end
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
   * The same for the current schema of the connection alone, as for one tenant of several: tables
   * of Coffer in other schemas, which the search path of PostgreSQL may lead to, do not count.
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

  /** Migrates in a given way; the connection is in autocommit mode. */
  static void migrateBy(
      SchemaMigration migration, Connection connection, Database database, Duration lockWait)
      throws SQLException {
    Catalog catalog = Catalog.read(connection, database);
    if (isUpToDate(connection, database, catalog)) {
      return;
    }
    if (!catalog.hasTable(ChangelogTables.CHANGELOG) && catalog.hasTable("coffer_content")) {
      throw new SchemaException(
          "Coffer's tables are in this database, but not "
              + ChangelogTables.CHANGELOG
              + ", which records how they were made: the application's own migrations manage them."
              + " Run those to bring them to version "
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
   * Checks that the schema is there and what this release may do with it.
   *
   * @throws SchemaException if it is missing, altered, too old or too new for this release
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
   * The version of the schema in a database, with the identity that was made with it.
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
   * The columns of keys by which different keys may be equal, because their collation or type was
   * changed; a phrase each, empty if none.
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
                    "A migration of Coffer's schema stopped half-way. " + HOW_TO_MIGRATE));
  }

  private static void requireReadable(SchemaVersion found) {
    if (found.minReader() > VERSION) {
      throw new SchemaException(
          ("Coffer's schema in this database has version %d and cannot be read by releases that"
                  + " know less than version %d; this one knows version %d. Use a later release.")
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
              + ". If a migration stopped half-way, run it again; else restore what was changed.");
    }
  }

  private static void requireExact(List<String> inexactColumns, Database database) {
    if (!inexactColumns.isEmpty()) {
      throw new SchemaException(
          "Keys that differ would be one record in this database: "
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
                + " of this database, keys that differ would be one record. "
                + database.adviceOnInexactColumns());
      }
    }
  }

  /** A migration of a database of this product. */
  @FunctionalInterface
  private interface Migrating {
    void run(Database database) throws SQLException;
  }

  /** A question to the database. */
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
          "The database refused to show or change Coffer's schema: " + e.getMessage(), e);
    }
  }
}
