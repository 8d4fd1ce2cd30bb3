package dev.coffer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MariaDbSchemaTest extends SchemaContract {

  @Override
  TestDatabase open() {
    return TestDatabase.mariadb();
  }

  @Test
  void aParameterCompressesThePagesOfTheLargeTables() throws Exception {
    try (TestDatabase database = open();
        Connection connection = database.connect()) {
      HostLiquibase.update(connection, Map.of("coffer.mariadb.page-compressed", "1"));
      assertThat(definition(connection, "coffer_record"))
          .containsPattern("PAGE_COMPRESSED.{0,2}=1");
      assertThat(definition(connection, "coffer_frame")).containsPattern("PAGE_COMPRESSED.{0,2}=1");

      // Who migrates later need not know what was chosen.
      HostLiquibase.update(connection, Map.of());
      Schema.migrate(connection);
      assertThat(definition(connection, "coffer_record"))
          .containsPattern("PAGE_COMPRESSED.{0,2}=1");
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
