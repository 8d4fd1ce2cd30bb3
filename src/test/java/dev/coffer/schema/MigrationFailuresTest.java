package dev.coffer.schema;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.SchemaException;
import dev.coffer.schema.migration.ScriptMigration;
import dev.coffer.testing.FailingConnections;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A migration with a failing connection reports its first failure. */
class MigrationFailuresTest {

  @Test
  void theFirstFailureIsKept() throws SQLException {
    FailingConnections connections =
        new FailingConnections()
            .failing("Connection.commit", new SQLException("first"))
            .failing("Connection.rollback", new SQLException("rollback"));
    try (TestDatabase database = TestDatabase.h2();
        Connection connection = connections.around(database.dataSource()).getConnection()) {
      assertThatThrownBy(
              () ->
                  Schema.migrateBy(
                      new ScriptMigration(), connection, database.dialect(), Duration.ZERO))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("first")
          .cause()
          .hasSuppressedException(new SQLException("rollback"));
    }
  }
}
