package dev.coffer.backup.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.backup.CheckLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The shares that successive checks read. */
class CheckRowsTest {
  private final List<CheckRows.Row> rows = new ArrayList<>();

  private void add(String snapshot, int share, int of, boolean sound) {
    rows.add(
        new CheckRows.Row(
            snapshot, CheckLevel.SHARE, Instant.ofEpochSecond(rows.size()), share, of, sound));
  }

  private int next(String snapshot, int of) {
    return CheckRows.nextShare(rows, snapshot, Set.of("other"), of);
  }

  @Test
  void theChecksOfOneSnapshotReadAllShares() {
    for (int i = 0; i < 8; i++) {
      int share = next("a", 4);
      assertThat(share).isEqualTo(i % 4);
      add("a", share, 4, i != 2);
    }
  }

  @Test
  void theChecksOfFollowingSnapshotsReadAllShares() {
    add("a", 1, 4, true);
    assertThat(next("b", 4)).isEqualTo(2);
    add("b", 2, 4, true);
    assertThat(next("c", 4)).isEqualTo(3);
    add("c", 3, 4, true);
    assertThat(next("d", 4)).isZero();
  }

  @Test
  void aShareThatWasNotSoundIsReadAgainInTheNextSnapshot() {
    add("a", 0, 4, true);
    add("b", 1, 4, false);
    assertThat(next("b", 4)).isEqualTo(2);
    add("b", 2, 4, true);
    assertThat(next("c", 4)).isEqualTo(1);
    add("c", 1, 4, true);
    assertThat(next("d", 4)).isEqualTo(2);
  }

  @Test
  void checksOfOtherDatabasesAndNumbersDoNotCount() {
    add("other", 2, 4, true);
    add("a", 7, 30, true);
    add("removed", 3, 5, true);
    assertThat(next("b", 5)).isEqualTo(4);
    assertThat(next("b", 4)).isZero();
    assertThat(next("b", 1)).isZero();
  }
}
