package dev.coffer.maintenance.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.maintenance.RunReport;
import dev.coffer.testing.TestDatabase;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class H2DefragmentTest extends DefragmentContract {

  H2DefragmentTest() {
    super(10_000, 1_000);
  }

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2File();
  }

  @Override
  void settle() throws SQLException {
    execute("checkpoint sync");
  }

  /** Each commit changes the file, also that of the lease of a run. */
  @Override
  Map<String, Long> exact(RunReport report) {
    Map<String, Long> figures = new HashMap<>(report.figures());
    figures.remove("waste");
    return figures;
  }

  @Test
  void theWasteOfTheFileIsReportedAndLeft() throws SQLException {
    deleteMost();
    settle();

    RunReport report = run();

    assertThat(report.figure("wasteful")).isEqualTo(1);
    assertThat(report.figure("rebuilt")).isZero();
    assertThat(report.figure("bytes")).isZero();
  }
}
