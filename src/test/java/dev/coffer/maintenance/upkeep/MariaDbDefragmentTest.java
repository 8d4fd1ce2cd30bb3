package dev.coffer.maintenance.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.maintenance.RunReport;
import dev.coffer.testing.TestDatabase;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

class MariaDbDefragmentTest extends RebuildingContract {
  private static final int RECORDS = 20_000;

  private static final String FREE =
      "select data_free from information_schema.tables"
          + " where table_schema = database() and table_name = 'coffer_record'";

  private static final String SIZE =
      "select file_size from information_schema.innodb_sys_tablespaces"
          + " where name = concat(database(), '/coffer_record')";

  /** Most of the bytes of the deleted records. */
  private static final long FREED = 28 << 20;

  MariaDbDefragmentTest() {
    super(RECORDS, 2_000);
  }

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }

  /** The purge of deleted rows frees their extents a while after the commit. */
  @Override
  void settle() throws SQLException {
    boolean deleted = coffer.records("things", byte[].class).count() < RECORDS;
    while (deleted && number(FREE) < FREED && number(SIZE) > FREED) {
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    execute("analyze table coffer_record");
  }

  /** The purge goes on beside the runs. */
  @Override
  Map<String, Long> exact(RunReport report) {
    Map<String, Long> figures = new HashMap<>(report.figures());
    assertThat(figures.remove("bytes")).isEqualTo(figures.remove("waste"));
    return figures;
  }

  @Override
  long size() throws SQLException {
    return number(SIZE);
  }

  @Override
  int leftBehind() {
    return 0;
  }
}
