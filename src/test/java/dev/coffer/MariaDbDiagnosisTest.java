package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.TestDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

class MariaDbDiagnosisTest extends DiagnosisContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }

  @Override
  void assertDurabilityIsDiagnosed(Coffer coffer, Statement administrator) throws SQLException {
    String before = variable(administrator, "innodb_flush_log_at_trx_commit");
    try {
      administrator.execute("set global innodb_flush_log_at_trx_commit = 1");
      assertThat(found(coffer, "innodb_flush_log_at_trx_commit")).isNull();
      administrator.execute("set global innodb_flush_log_at_trx_commit = 2");
      assertThat(found(coffer, "innodb_flush_log_at_trx_commit")).isEqualTo("2");
    } finally {
      administrator.execute("set global innodb_flush_log_at_trx_commit = " + before);
    }
    boolean replicated = variable(administrator, "log_bin").equals("1");
    boolean synced = variable(administrator, "sync_binlog").equals("1");
    assertThat(found(coffer, "sync_binlog") != null).isEqualTo(replicated && !synced);
  }

  private static String variable(Statement administrator, String name) throws SQLException {
    try (ResultSet row = administrator.executeQuery("select @@" + name)) {
      row.next();
      return row.getString(1);
    }
  }
}
