package dev.coffer.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements that write a record only while another row meets a condition. */
abstract class GuardedStatementsContract {

  private final TestDatabase database = newDatabase().migrate();

  abstract TestDatabase newDatabase();

  /** The dialect without a guard. */
  abstract Dialect dialect();

  /** The statement by which a session waits for a lock for at most a second. */
  abstract String waitBriefly();

  @BeforeEach
  void insertGuard() throws SQLException {
    execute(
        "insert into coffer_shard (id, cluster_id, name, map_version, shard_key)"
            + " values (1, 'cluster', 'a', 7, 'whole')");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Dialect guarded(long version) {
    return dialect()
        .writingWhile("coffer_shard", "g.id = 1 and g.map_version = " + version)
        .orElseThrow();
  }

  /** Writes the record "k", and returns whether it did. */
  private boolean write(Connection connection, String kind, long guard) throws SQLException {
    Dialect dialect = guarded(guard);
    ReturningRecordSql sql = (ReturningRecordSql) dialect.recordSql();
    return switch (kind) {
      case "insert" -> insert(connection, sql.insertRecordIfAbsent());
      case "upsert" -> insert(connection, sql.upsertRecords(1, false));
      case "replace" -> replace(connection, sql);
      default -> {
        try (Statement statement = connection.createStatement()) {
          yield statement.executeUpdate(
                  "update coffer_record set version = version + 1 where record_key = 'k'"
                      + dialect.guard())
              == 1;
        }
      }
    };
  }

  private static boolean insert(Connection connection, String text) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      statement.setString(1, "things");
      statement.setString(2, "k");
      bindValue(statement, 3);
      statement.setNull(7, Types.BIGINT);
      return statement.executeQuery().next();
    }
  }

  private static void bindValue(PreparedStatement statement, int first) throws SQLException {
    statement.setString(first, "bytes");
    statement.setLong(first + 1, 3);
    statement.setBytes(first + 2, new byte[] {1, 2, 3});
    statement.setNull(first + 3, Types.BIGINT);
  }

  private static boolean replace(Connection connection, ReturningRecordSql sql)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(sql.replaceLasting().orElseThrow())) {
      bindValue(statement, 1);
      statement.setString(5, "things");
      statement.setString(6, "k");
      statement.setLong(7, 5);
      return statement.executeUpdate() == 1;
    }
  }

  private void prepare(String kind) throws SQLException {
    assumeThat(kind.equals("replace") && !hasReplace()).isFalse();
    if (!kind.equals("insert")) {
      execute(
          "insert into coffer_record (collection, record_key, type, version, created_at, size,"
              + " frame) values ('things', 'k', 'bytes', 5, current_timestamp, 1, 'x')");
    }
  }

  private boolean hasReplace() {
    return ((ReturningRecordSql) dialect().recordSql()).replaceLasting().isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"insert", "upsert", "replace", "update"})
  void aRecordIsWrittenOnlyIfTheGuardMeetsTheCondition(String kind) throws SQLException {
    prepare(kind);
    try (Connection connection = database.connect()) {
      assertThat(write(connection, kind, 6)).isFalse();
      assertThat(write(connection, kind, 7)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"insert", "upsert", "replace", "update"})
  void theGuardIsLockedUntilTheEndOfTheTransaction(String kind) throws SQLException {
    prepare(kind);
    try (Connection writer = database.connect();
        Connection changer = database.connect();
        Statement change = changer.createStatement()) {
      writer.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      writer.setAutoCommit(false);
      assertThat(write(writer, kind, 7)).isTrue();
      change.execute(waitBriefly());

      assertThatThrownBy(() -> change.execute("update coffer_shard set map_version = 8"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(dialect().isRetryable(e)).isTrue());

      writer.commit();
      change.execute("update coffer_shard set map_version = 8");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"insert", "upsert", "replace", "update"})
  void aWriteWaitsForAChangeOfTheGuard(String kind) throws Exception {
    prepare(kind);
    try (Connection writer = database.connect();
        Connection changer = database.connect();
        Statement change = changer.createStatement()) {
      changer.setAutoCommit(false);
      change.execute("update coffer_shard set map_version = 8");
      CompletableFuture<Boolean> written =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return write(writer, kind, 7);
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      assertThatThrownBy(() -> written.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);

      changer.commit();

      assertThat(written.get()).isFalse();
    }
  }

  @Test
  void aDialectWithoutAGuardHasNoCondition() {
    assertThat(dialect().guard()).isEmpty();
  }
}
