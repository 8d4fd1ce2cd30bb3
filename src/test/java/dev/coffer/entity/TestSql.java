package dev.coffer.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Writes to and reads from a database without Hibernate. */
record TestSql(TestDatabase database) {

  void execute(String sql, @Nullable Object... values) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  LocalDateTime column(String sql) throws SQLException {
    try (Connection connection = database.connect();
        var result = connection.createStatement().executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getObject(1, LocalDateTime.class);
    }
  }

  long rows(String table) {
    try (Connection connection = database.connect();
        var result = connection.createStatement().executeQuery("select count(*) from " + table)) {
      assertThat(result.next()).isTrue();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
