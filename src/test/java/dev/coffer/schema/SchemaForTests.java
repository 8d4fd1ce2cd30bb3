package dev.coffer.schema;

import dev.coffer.dialect.Dialects;
import dev.coffer.schema.migration.ScriptMigration;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Migrates the databases of tests by the plain SQL, which is faster than Liquibase. */
public final class SchemaForTests {

  private SchemaForTests() {}

  public static void migrate(Connection connection) throws SQLException {
    Schema.migrateBy(
        new ScriptMigration(), connection, Dialects.of(connection), Schema.DEFAULT_LOCK_WAIT);
  }

  /** Alters a column of keys so that different keys are equal, like a careless administrator. */
  public static void foldKeys(Connection connection) throws SQLException {
    List<String> alterations =
        switch (Dialects.of(connection).product()) {
          case H2 ->
              List.of(
                  "set ignorecase true",
                  "alter table coffer_recompression alter column pass_after"
                      + " set data type varchar(1024)");
          case MARIADB ->
              List.of(
                  "alter table coffer_recompression"
                      + " convert to character set utf8mb4 collate utf8mb4_general_ci");
          case POSTGRESQL ->
              List.of(
                  "alter table coffer_recompression alter column pass_after type varchar(512)"
                      + " collate \"default\"");
        };
    try (Statement statement = connection.createStatement()) {
      for (String alteration : alterations) {
        statement.execute(alteration);
      }
    }
  }
}
