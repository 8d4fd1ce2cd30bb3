package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RecompressionPlan;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rule by which writes start tasks before their turns. */
class EarlyStartsTest {
  private static final MaintenanceSettings SETTINGS =
      MaintenanceSettings.defaults().withEarlyStart(100, 0.5);

  private long writes;
  private int estimates;

  private long rows() {
    estimates++;
    return 1_000;
  }

  @Test
  void aTaskStartsAfterTheBaseAndTheShareOfTheRows() {
    EarlyStarts early = new EarlyStarts(SETTINGS, () -> writes);
    writes = 600;
    assertThat(early.due(this::rows)).isEmpty();

    writes = 601;

    assertThat(early.due(this::rows))
        .containsExactly(MaintenanceTask.COLLECT, MaintenanceTask.TRAIN, MaintenanceTask.ANALYZE);
  }

  @Test
  void writesCountSinceTheLastStart() {
    EarlyStarts early = new EarlyStarts(SETTINGS, () -> writes);
    writes = 700;
    early.started(MaintenanceTask.ANALYZE);
    early.started(MaintenanceTask.COLLECT);
    assertThat(early.due(this::rows)).containsExactly(MaintenanceTask.TRAIN);
    early.started(MaintenanceTask.TRAIN);

    writes = 1_301;
    early.started(MaintenanceTask.COLLECT);

    assertThat(early.due(this::rows))
        .containsExactly(MaintenanceTask.TRAIN, MaintenanceTask.ANALYZE);
  }

  @Test
  void fewWritesAskTheDatabaseNothing() {
    EarlyStarts early = new EarlyStarts(SETTINGS, () -> writes);
    writes = 99;

    assertThat(early.due(this::rows)).isEmpty();
    assertThat(estimates).isZero();
  }

  @Test
  void aShareOfZeroSwitchesEarlyStartsOff() {
    EarlyStarts early =
        new EarlyStarts(MaintenanceSettings.defaults().withEarlyStart(0, 0), () -> writes);
    writes = Long.MAX_VALUE;

    assertThat(early.due(this::rows)).isEmpty();
  }

  @Test
  void aTaskWithoutScheduleDoesNotStart() {
    EarlyStarts early =
        new EarlyStarts(
            SETTINGS
                .withoutSchedule(MaintenanceTask.TRAIN)
                .withoutSchedule(MaintenanceTask.COLLECT),
            () -> writes);
    writes = 10_000;

    assertThat(early.due(this::rows)).containsExactly(MaintenanceTask.ANALYZE);
  }

  @Test
  void recompressionStartsOnlyIfItTakesNewData() {
    EarlyStarts early =
        new EarlyStarts(
            SETTINGS.withRecompression(
                RecompressionPlan.defaults().withUntouchedFor(Duration.ZERO)),
            () -> writes);
    writes = 10_000;

    assertThat(early.due(this::rows)).contains(MaintenanceTask.RECOMPRESS);
  }
}
