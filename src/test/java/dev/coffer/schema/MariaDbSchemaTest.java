package dev.coffer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MariaDbSchemaTest extends SchemaContract {

  private static final String COMPRESSED = "(?i)PAGE_COMPRESSED.?=1";

  @Override
  TestDatabase open() {
    return TestDatabase.mariadb();
  }

  @Test
  void thePagesOfTheLargeTablesMayBeCompressedLater() throws Exception {
    try (TestDatabase database = open().migrate();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("coffer_record", "coffer_frame")) {
        assertThat(definition(connection, table)).doesNotContainPattern(COMPRESSED);
        statement.execute("alter table " + table + " page_compressed=1, page_compression_level=1");
        assertThat(definition(connection, table)).containsPattern(COMPRESSED);
        statement.execute(
            "alter table " + table + " page_compressed=0, page_compression_level=default");
        assertThat(definition(connection, table)).doesNotContainPattern(COMPRESSED);
      }
    }
  }

  @Test
  void aMigrationMayChooseOtherTableOptions() throws Exception {
    try (TestDatabase database = open();
        Connection connection = database.connect()) {
      HostLiquibase.update(
          connection, Map.of("coffer.mariadb.table-options", "PAGE_COMPRESSED=1 COMMENT='ours'"));
      assertThat(definition(connection, "coffer_record"))
          .containsPattern(COMPRESSED)
          .contains("COMMENT='ours'");
      assertThat(definition(connection, "coffer_frame")).containsPattern(COMPRESSED);

      // A later migration does not need to know the choice.
      HostLiquibase.update(connection, Map.of());
      Schema.migrate(connection);
      assertThat(definition(connection, "coffer_record")).containsPattern(COMPRESSED);
      HostLiquibase.rollBackAll(connection);
    }
  }

  private static String definition(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("show create table " + table)) {
      rows.next();
      return rows.getString(2);
    }
  }
}
