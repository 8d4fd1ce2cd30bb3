package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.TestDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

class PostgreSqlDiagnosisTest extends DiagnosisContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }

  @Override
  void assertDurabilityIsDiagnosed(Coffer coffer, Statement administrator) throws SQLException {
    for (String setting : List.of("synchronous_commit", "fsync", "full_page_writes")) {
      assertThat(found(coffer, setting))
          .as(setting)
          .isEqualTo(isOff(administrator, setting) ? "off" : null);
    }
    setForNewConnections(administrator, "on");
    assertThat(found(coffer, "synchronous_commit")).isNull();
    setForNewConnections(administrator, "off");
    assertThat(found(coffer, "synchronous_commit")).isEqualTo("off");
  }

  private static void setForNewConnections(Statement administrator, String synchronousCommit)
      throws SQLException {
    administrator.execute(
        "do 'begin execute format(''alter database %I set synchronous_commit = "
            + synchronousCommit
            + "'', current_database()); end'");
  }

  private static boolean isOff(Statement administrator, String setting) throws SQLException {
    try (ResultSet row = administrator.executeQuery("show " + setting)) {
      row.next();
      return row.getString(1).equals("off");
    }
  }
}
