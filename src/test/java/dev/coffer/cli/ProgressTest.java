package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void aLineTellsRateAndRemainingTime() {
    assertThat(Progress.line(3_000, 250, 1_000, "records", Duration.ofSeconds(10)))
        .isEqualTo("3,000 records, 300/s, 00:30 left");
    assertThat(Progress.line(3_000, 250, 0, "records", Duration.ofSeconds(10)))
        .isEqualTo("3,000 records, 300/s");
    assertThat(Progress.line(1, 1, 5_000, "files", Duration.ofSeconds(1)))
        .isEqualTo("1 files, 1/s, 1:23:19 left");
  }
}
