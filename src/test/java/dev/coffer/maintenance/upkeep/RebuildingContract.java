package dev.coffer.maintenance.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.maintenance.RunReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The rebuilding of tables and indexes, on the databases that have a statement for it. */
abstract class RebuildingContract extends DefragmentContract {

  RebuildingContract(int records, int valueBytes) {
    super(records, valueBytes);
  }

  /** The size of the object that {@link #deleteMost} makes wasteful. */
  abstract long size() throws SQLException;

  @Test
  void whatHasLostNothingHasNoWaste() throws SQLException {
    settle();

    assertThat(dryRun().figure("wasteful")).isZero();
    assertThat(run().figure("wasteful")).isZero();
  }

  @Test
  void aRebuiltObjectIsSmallerAndHasNoWaste() throws SQLException {
    deleteMost();
    settle();
    long before = size();

    RunReport first = run();
    settle();
    RunReport second = run();

    assertThat(first.figure("rebuilt")).isPositive();
    assertThat(first.figure("bytes")).isEqualTo(first.figure("waste")).isPositive();
    assertThat(size()).isLessThan(before / 2);
    assertThat(second.figure("wasteful")).isZero();
  }

  /** A transaction of another session uses the table until the end of the first run. */
  @Test
  void aLockedObjectIsLeftToTheNextRun() throws SQLException {
    deleteMost();
    settle();
    long before = size();

    RunReport first;
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.executeUpdate("delete from coffer_record where record_key = 'absent'");
      first = run();
      other.rollback();
    }
    long between = size();
    RunReport second = run();

    assertThat(first.figure("busy")).isPositive();
    assertThat(first.figure("bytes")).isZero();
    assertThat(between).isEqualTo(before);
    assertThat(second.figure("busy")).isZero();
    assertThat(second.figure("rebuilt")).isPositive();
    assertThat(second.figure("dropped")).isEqualTo(leftBehind());
    assertThat(size()).isLessThan(before / 2);
  }

  /** The number of invalid objects that a rebuilding leaves when it gives up. */
  abstract int leftBehind();
}
