package dev.coffer.maintenance.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgreSqlDefragmentTest extends RebuildingContract {

  PostgreSqlDefragmentTest() {
    super(40_000, 20);
  }

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }

  @Override
  void settle() throws SQLException {
    execute("vacuum (analyze) coffer_record");
  }

  @Override
  long size() throws SQLException {
    return number("select pg_relation_size('pk_coffer_record')");
  }

  @Override
  int leftBehind() {
    return 1;
  }

  @Test
  void anIndexOfAnotherAccountIsSkipped() throws SQLException {
    deleteMost();
    settle();
    String account = "upkeep_" + System.nanoTime();
    execute("create role " + account + " login password 'aSecret_1'");
    execute("grant usage on schema public to " + account);
    execute("grant select, insert, update, delete on all tables in schema public to " + account);
    execute("grant usage on all sequences in schema public to " + account);
    long before = size();
    try (Coffer guest =
        Coffer.open(
            OpenSettings.of(database.jdbcUrl())
                .withUser(account)
                .withPassword("aSecret_1")
                .withMigration(false))) {
      RunReport dry =
          guest
              .maintenance()
              .run(MaintenanceTask.DEFRAGMENT, RunOptions.defaults().withDryRun(true));
      RunReport report = guest.maintenance().run(MaintenanceTask.DEFRAGMENT);

      assertThat(report.outcome()).as("%s", report.problem()).isEqualTo(RunOutcome.DONE);
      assertThat(report.figure("denied")).isPositive();
      assertThat(report.figures()).isEqualTo(dry.figures());
      assertThat(size()).isEqualTo(before);
    } finally {
      execute("drop owned by " + account + " cascade");
      execute("drop role " + account);
    }
  }
}
