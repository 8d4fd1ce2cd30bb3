package dev.coffer.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.console.http.RefusedRequestException;
import org.junit.jupiter.api.Test;

class ScansTest {
  private final Scans scans = new Scans();

  @Test
  void aThirdScanIsRefusedWhileTwoRun() {
    scans.run(
        () ->
            scans.run(
                () -> {
                  assertThatThrownBy(() -> scans.run(() -> "third"))
                      .isInstanceOfSatisfying(
                          RefusedRequestException.class,
                          e -> assertThat(e.status()).isEqualTo(429));
                  return "second";
                }));

    assertThat(scans.run(() -> "later")).isEqualTo("later");
  }

  @Test
  void aScanThatFailsIsOver() {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  scans.run(
                      () -> {
                        throw new IllegalStateException("failed");
                      }))
          .hasMessage("failed");
    }
  }
}
