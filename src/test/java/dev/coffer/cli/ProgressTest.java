package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void aLineHasTheRateAndTheRemainingTime() {
    assertThat(Progress.line(3_000, 250, 1_000, "records", Duration.ofSeconds(10)))
        .isEqualTo("3,000 records, 300/s, 00:30 left");
    assertThat(Progress.line(100, 100, 1_000, "records", Duration.ofMillis(500)))
        .isEqualTo("100 records, 200/s, 00:05 left");
    assertThat(Progress.line(0, 0, 0, "migrating", Duration.ofSeconds(61)))
        .isEqualTo("migrating, 01:01");
    assertThat(Progress.line(3 << 20, 3 << 20, 6 << 20, Progress.BYTES, Duration.ofSeconds(3)))
        .isEqualTo("3.0 MiB, 1.0 MiB/s, 00:03 left");
    assertThat(Progress.line(3_000, 250, 0, "records", Duration.ofSeconds(10)))
        .isEqualTo("3,000 records, 300/s");
    assertThat(Progress.line(1, 1, 5_000, "files", Duration.ofSeconds(1)))
        .isEqualTo("1 files, 1/s, 1:23:19 left");
  }

  @Test
  void aLineOfATaskHasTheFiguresAndTheShare() {
    assertThat(Progress.line("collect", "contents 12", 0.25, Duration.ofSeconds(10)))
        .isEqualTo("collect: contents 12, 00:10, 25 %, 00:30 left");
    assertThat(Progress.line("collect", "contents 12", -1, Duration.ofSeconds(10)))
        .isEqualTo("collect: contents 12, 00:10");
    assertThat(Progress.line("collect", "", 1, Duration.ofSeconds(10)))
        .isEqualTo("collect: 00:10, 100 %, 00:00 left");
  }

  @Test
  void aLineOfABackupHasTheRateAndTheShare() {
    Duration spent = Duration.ofSeconds(10);
    assertThat(Progress.line("backup", 500, 2_000, 20 << 20, spent))
        .isEqualTo("backup: 500 of 2,000, 20.0 MiB, 2.0 MiB/s, 00:10, 25 %, 00:30 left");
    assertThat(Progress.line("backup", 500, 0, 20 << 20, spent))
        .isEqualTo("backup: 500, 20.0 MiB, 2.0 MiB/s, 00:10");
    assertThat(Progress.line("prune", 1, 4, 0, spent))
        .isEqualTo("prune: 1 of 4, 00:10, 25 %, 00:30 left");
    assertThat(Progress.line("backup", 0, 2_000, 0, spent)).isEqualTo("backup: 00:10");
  }

  @Test
  void theStatusFitsTheWidthAndIsClearedBeforeAResult() {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    StatusLine status = new StatusLine(new PrintStream(shown, true, StandardCharsets.UTF_8));

    status.show("1,000 records", 6);
    status.show("two", 6);
    status.clearFor(() -> shown.writeBytes("result\n".getBytes(StandardCharsets.UTF_8)));

    assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("\r1,000\rtwo  \r   \rresult\n");
  }
}
