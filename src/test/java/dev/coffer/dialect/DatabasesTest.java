package dev.coffer.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.UnsupportedDatabaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabasesTest {

  @ParameterizedTest
  @CsvSource({
    "H2, 2, 3, H2",
    "H2, 2, 4, H2",
    "H2, 3, 0, H2",
    "MariaDB, 10, 6, MARIADB",
    "MariaDB, 11, 4, MARIADB",
    "MariaDB, 12, 0, MARIADB",
    "PostgreSQL, 13, 0, POSTGRESQL",
    "PostgreSQL, 18, 1, POSTGRESQL",
  })
  void theOldestSupportedAndLaterVersionsAreAccepted(
      String name, int major, int minor, Dialect.Product product) {
    assertThat(server(name, major, minor).product()).isEqualTo(product);
  }

  @ParameterizedTest
  @CsvSource({
    "H2, 1, 4",
    "H2, 2, 2",
    "MariaDB, 10, 5",
    "MariaDB, 5, 5",
    "PostgreSQL, 12, 22",
    "PostgreSQL, 9, 6",
    "MySQL, 8, 4",
    "MySQL, 12, 0",
    "Oracle, 23, 4",
    "EnterpriseDB, 16, 0",
  })
  void olderVersionsAndOtherDatabasesAreRefusedByName(String name, int major, int minor) {
    assertThatThrownBy(() -> server(name, major, minor).product())
        .isInstanceOf(UnsupportedDatabaseException.class)
        .hasMessageStartingWith("Coffer supports MariaDB 10.6")
        .hasMessageContaining(name + " " + major + "." + minor + ".0")
        .hasMessageNotContaining("\n");
  }

  @Test
  void anotherDriverForMariaDbIsRefusedByItsName() {
    Dialects.Server server =
        new Dialects.Server("MySQL", 11, 4, "11.4.5-MariaDB", "MySQL Connector/J");

    assertThatThrownBy(server::product)
        .isInstanceOf(UnsupportedDatabaseException.class)
        .hasMessageContaining("not with MySQL Connector/J")
        .hasMessageContaining("org.mariadb.jdbc:mariadb-java-client");
  }

  @Test
  void statementsTakeAtMostAQuarterOfTheMaximumPacket() {
    assertThat(new MariaDbDialect(true, 1 << 20).statementBytes()).isEqualTo(1 << 18);
    assertThat(new MariaDbDialect(true, 1 << 30).statementBytes()).isEqualTo(4 << 20);
  }

  private static Dialects.Server server(String name, int major, int minor) {
    return new Dialects.Server(name, major, minor, major + "." + minor + ".0", "a driver");
  }
}
