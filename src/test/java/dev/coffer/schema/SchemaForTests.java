package dev.coffer.schema;

import java.sql.Connection;
import java.sql.SQLException;

/** Brings the schema to the databases of tests by the plain SQL, which is faster than Liquibase. */
public final class SchemaForTests {

  private SchemaForTests() {}

  public static void migrate(Connection connection) throws SQLException {
    Schema.migrateBy(
        new ScriptMigration(), connection, Databases.of(connection), Schema.DEFAULT_LOCK_WAIT);
  }
}
