package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.schema.Schema;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgreSqlTenantSchemasTest extends TenantSchemasContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }

  /** The schema {@code public} also contains tables of Coffer. */
  @Test
  void tablesInLaterSchemasOfTheSearchPathAreIgnored() throws SQLException {
    try (TestDatabase database = newDatabase().migrate();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema \"Red\"");
      statement.execute("set search_path to \"Red\", public");
      Schema.migrateCurrentSchema(connection);
      assertThat(text(statement, "select count(*) from \"Red\".coffer_schema")).isEqualTo("1");
      assertThat(text(statement, "select count(*) from public.coffer_schema")).isEqualTo("1");
      assertThat(text(statement, "show search_path")).isEqualTo("\"Red\", public");
      Schema.check(connection);
    }
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
