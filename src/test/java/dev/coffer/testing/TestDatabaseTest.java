package dev.coffer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestDatabaseTest {

  static Stream<Supplier<TestDatabase>> databases() {
    return Stream.of(
        TestDatabase::h2,
        TestDatabase::h2File,
        TestDatabase::mariadb,
        TestDatabase::mariadbWithSnapshotIsolation,
        TestDatabase::postgresql);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void isEmptyAndCanBeMigrated(Supplier<TestDatabase> databases) throws Exception {
    try (TestDatabase database = databases.get().migrate();
        Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from coffer_record")) {
      assertThat(database.dialect().product()).isEqualTo(database.product());
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isZero();
    }
  }

  static Stream<Supplier<TestDatabase>> onServers() {
    return Stream.of(TestDatabase::mariadb, TestDatabase::postgresql);
  }

  @ParameterizedTest
  @MethodSource("onServers")
  void isUsedAgainWithoutRowsAndWithAnotherIdentity(Supplier<TestDatabase> databases)
      throws Exception {
    String url;
    String identity;
    try (TestDatabase database = databases.get().migrate()) {
      url = database.jdbcUrl();
      identity = one(database, "select identity from coffer_schema");
      try (Coffer coffer = Coffer.open(settings(database))) {
        coffer.records().store("players", "alice", "level 1");
      }
    }
    try (TestDatabase next = databases.get().migrate()) {
      assertThat(next.jdbcUrl()).isEqualTo(url);
      assertThat(one(next, "select count(*) from coffer_record")).isEqualTo("0");
      assertThat(one(next, "select identity from coffer_schema")).isNotEqualTo(identity);
    }
  }

  @ParameterizedTest
  @MethodSource("onServers")
  void isDroppedIfItsSchemaWasAltered(Supplier<TestDatabase> databases) throws Exception {
    String url;
    try (TestDatabase database = databases.get().migrate();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      url = database.jdbcUrl();
      statement.execute("create table invoice (id int)");
    }
    try (TestDatabase next = databases.get().migrate()) {
      assertThat(next.jdbcUrl()).isNotEqualTo(url);
    }
  }

  @ParameterizedTest
  @MethodSource("onServers")
  void aSecondCloseLeavesItToTheNextTest(Supplier<TestDatabase> databases) throws Exception {
    TestDatabase first = databases.get().migrate();
    first.close();
    try (TestDatabase next = databases.get().migrate()) {
      String identity = one(next, "select identity from coffer_schema");
      first.close();
      assertThat(one(next, "select identity from coffer_schema")).isEqualTo(identity);
      try (TestDatabase another = databases.get().migrate()) {
        assertThat(another.jdbcUrl()).isNotEqualTo(next.jdbcUrl());
      }
    }
  }

  private static OpenSettings settings(TestDatabase database) {
    return OpenSettings.of(database.jdbcUrl())
        .withUser(database.user())
        .withPassword(database.password());
  }

  private static String one(TestDatabase database, String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
