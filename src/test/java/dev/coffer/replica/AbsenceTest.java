package dev.coffer.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AbsenceTest {

  private long now;
  private final Absence absence = new Absence(() -> now);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void oneReaderTriesAfterEachPause() {
    assertThat(absence.isAbsent()).isFalse();
    assertThat(absence.claimTrial()).isFalse();
    absence.begin();
    assertThat(absence.isAbsent()).isTrue();
    assertThat(absence.claimTrial()).isFalse();
    pass(Absence.FIRST_PAUSE);
    assertThat(absence.claimTrial()).isTrue();
    assertThat(absence.claimTrial()).isFalse();
  }

  @Test
  void aTrialWithoutAnEndIsFollowedByAnother() {
    absence.begin();
    pass(Absence.FIRST_PAUSE);
    assertThat(absence.claimTrial()).isTrue();
    pass(Absence.FIRST_PAUSE);
    assertThat(absence.claimTrial()).isTrue();
  }

  @Test
  void readersThatFailAtTheSameTimeAreOneFailure() {
    for (int i = 0; i < 100; i++) {
      absence.begin();
    }
    pass(Absence.FIRST_PAUSE);
    assertThat(absence.claimTrial()).isTrue();
  }

  @Test
  void pausesDoubleUpToALimitAndStartAgainAfterALongUse() {
    absence.begin();
    absence.prolong();
    pass(Absence.FIRST_PAUSE);
    assertThat(absence.claimTrial()).isFalse();
    pass(Absence.FIRST_PAUSE);
    assertThat(absence.claimTrial()).isTrue();
    for (int i = 0; i < 100; i++) {
      absence.prolong();
    }
    pass(Absence.LONGEST_PAUSE);
    assertThat(absence.claimTrial()).isTrue();
    absence.end();
    assertThat(absence.isAbsent()).isFalse();
    pass(Absence.LONGEST_PAUSE);
    absence.begin();
    pass(Absence.FIRST_PAUSE);
    assertThat(absence.claimTrial()).isTrue();
  }

  @Test
  void aReplicaThatComesAndGoesIsLeftOutForLonger() {
    absence.begin();
    absence.end();
    pass(Absence.LONGEST_PAUSE.minusNanos(1));
    absence.begin();
    pass(Absence.FIRST_PAUSE);
    assertThat(absence.claimTrial()).isFalse();
    pass(Absence.FIRST_PAUSE);
    assertThat(absence.claimTrial()).isTrue();
  }
}
