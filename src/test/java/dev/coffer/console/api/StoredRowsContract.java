package dev.coffer.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.testing.TestDatabase;
import dev.coffer.tx.LimitedQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limit of the queries that sort, on every database. */
abstract class StoredRowsContract {
  private TestDatabase database;
  private Coffer coffer;
  private StoredRows rows;

  abstract TestDatabase newDatabase();

  /** A query that runs for minutes. */
  abstract String endlessQuery();

  @BeforeEach
  void open() {
    database = newDatabase().migrate();
    coffer =
        Coffer.open(
            OpenSettings.of(database.jdbcUrl())
                .withUser(database.user())
                .withPassword(database.password())
                .withPoolSize(1));
    rows = new StoredRows(coffer.entityManagerFactory(), new Scans(), Duration.ofSeconds(1));
  }

  @AfterEach
  void close() {
    coffer.close();
    database.close();
  }

  private boolean endless(Connection connection, Duration patience) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(endlessQuery())) {
      return LimitedQuery.execute(query, patience).next();
    }
  }

  private static int limit(Connection connection, Duration patience) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.getQueryTimeout();
    }
  }

  @Test
  void aSortThatTakesTooLongIsStoppedWithAReason() {
    assertThatThrownBy(() -> rows.sort(this::endless))
        .isInstanceOfSatisfying(
            RefusedRequestException.class, e -> assertThat(e.status()).isEqualTo(409))
        .hasMessageContaining("Narrow the range");
    assertThat(rows.sort(StoredRowsContract::limit)).isZero();
  }

  @Test
  void anotherErrorIsNotATimeout() {
    assertThatThrownBy(
            () ->
                rows.sort(
                    (connection, patience) -> connection.prepareStatement("nothing").execute()))
        .isNotInstanceOf(RefusedRequestException.class);
  }
}
