package dev.coffer.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** The statements of MariaDB that write a record only while another row meets a condition. */
class GuardedStatementsTest {

  private final TestDatabase database = TestDatabase.mariadb().migrate();

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

  private static ReturningRecordSql guarded(long version) {
    return (ReturningRecordSql)
        new MariaDbDialect(false, 1 << 20)
            .writingWhile("coffer_shard", "g.id = 1 and g.map_version = " + version)
            .orElseThrow()
            .recordSql();
  }

  /** Writes the record "k" by an insert, an upsert or an update, and returns whether it did. */
  private static boolean write(Connection connection, String kind, long guard) throws SQLException {
    ReturningRecordSql sql = guarded(guard);
    boolean update = kind.equals("update");
    String text =
        switch (kind) {
          case "insert" -> sql.insertRecordIfAbsent();
          case "upsert" -> sql.upsertRecords(1, false);
          default -> sql.replaceLasting().orElseThrow();
        };
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      int next = 1;
      if (!update) {
        statement.setString(next++, "things");
        statement.setString(next++, "k");
      }
      statement.setString(next++, "bytes");
      statement.setLong(next++, 3);
      statement.setBytes(next++, new byte[] {1, 2, 3});
      statement.setNull(next++, Types.BIGINT);
      if (update) {
        statement.setString(next++, "things");
        statement.setString(next++, "k");
        statement.setLong(next, 5);
        return statement.executeUpdate() == 1;
      }
      statement.setNull(next, Types.BIGINT);
      return statement.executeQuery().next();
    }
  }

  private void prepare(String kind) throws SQLException {
    if (!kind.equals("insert")) {
      execute(
          "insert into coffer_record (collection, record_key, type, version, created_at, size,"
              + " frame) values ('things', 'k', 'bytes', 5, utc_timestamp(6), 1, 'x')");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"insert", "upsert", "update"})
  void aRecordIsWrittenOnlyIfTheGuardMeetsTheCondition(String kind) throws SQLException {
    prepare(kind);
    try (Connection connection = database.connect()) {
      assertThat(write(connection, kind, 6)).isFalse();
      assertThat(write(connection, kind, 7)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"insert", "upsert", "update"})
  void theGuardIsLockedUntilTheEndOfTheTransaction(String kind) throws SQLException {
    prepare(kind);
    try (Connection writer = database.connect();
        Connection changer = database.connect();
        Statement change = changer.createStatement()) {
      writer.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      writer.setAutoCommit(false);
      assertThat(write(writer, kind, 7)).isTrue();
      change.execute("set innodb_lock_wait_timeout = 1");

      assertThatThrownBy(() -> change.execute("update coffer_shard set map_version = 8"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1205));

      writer.commit();
      change.execute("update coffer_shard set map_version = 8");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"insert", "upsert", "update"})
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
    assertThat(new MariaDbDialect(false, 1 << 20).guard()).isEmpty();
  }
}
