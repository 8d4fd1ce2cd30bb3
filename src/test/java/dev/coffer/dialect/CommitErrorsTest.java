package dev.coffer.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Distinguishes errors of a refused commit from errors with an unknown outcome. */
class CommitErrorsTest {

  private final Dialect h2 = new H2Dialect(true);
  private final Dialect mariaDb = new MariaDbDialect(true, 1 << 24);
  private final Dialect postgreSql = new PostgreSqlDialect();

  @ParameterizedTest
  @CsvSource({"23000, 0", "23505, 23505", "40000, 0", "25P02, 0", "25006, 1792"})
  void theseStatesAreRefusals(String state, int code) {
    for (Dialect dialect : List.of(h2, mariaDb, postgreSql)) {
      assertThat(dialect.isRefusedCommit(new SQLException("", state, code))).isTrue();
      assertThat(dialect.isLostAnswer(new SQLException("", state, code))).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"08006, 0", "08S01, 0", "08007, 0", "40003, 0"})
  void theseStatesAreNoRefusals(String state, int code) {
    for (Dialect dialect : List.of(h2, mariaDb, postgreSql)) {
      assertThat(dialect.isRefusedCommit(new SQLException("", state, code))).isFalse();
      assertThat(dialect.isLostAnswer(new SQLException("", state, code))).isTrue();
    }
  }

  @Test
  void anErrorWithoutAStateIsNoRefusal() {
    for (Dialect dialect : List.of(h2, mariaDb, postgreSql)) {
      assertThat(dialect.isRefusedCommit(new SQLException("Connection is closed"))).isFalse();
    }
  }

  @Test
  void eachDatabaseHasItsOwn() {
    assertThat(mariaDb.isRefusedCommit(new SQLException("read-only", "HY000", 1290))).isTrue();
    assertThat(mariaDb.isRefusedCommit(new SQLException("deadlock", "40001", 1213))).isTrue();
    assertThat(mariaDb.isLostAnswer(new SQLException("commit", "HY000", 1180))).isTrue();
    assertThat(mariaDb.isLostAnswer(new SQLException("killed", "70100", 1927))).isTrue();
    assertThat(h2.isLostAnswer(new SQLException("disk is full", "90031", 90031))).isTrue();
    assertThat(h2.isLostAnswer(new SQLException("closed", "90121", 90121))).isTrue();
    assertThat(postgreSql.isRefusedCommit(new SQLException("trigger", "P0001"))).isTrue();
    assertThat(postgreSql.isRefusedCommit(new SQLException("deadlock", "40P01"))).isTrue();
    assertThat(postgreSql.isLostAnswer(new SQLException("terminated", "57P01"))).isTrue();
  }

  @Test
  void aLostConnectionOutweighsWhatItIsChainedTo() {
    SQLException lost = new SQLNonTransientConnectionException("reset", "08S01");
    lost.setNextException(new SQLException("deadlock", "40001", 1213));

    assertThat(mariaDb.isRefusedCommit(lost)).isFalse();
  }
}
