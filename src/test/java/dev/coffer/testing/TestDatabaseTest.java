package dev.coffer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
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
}
