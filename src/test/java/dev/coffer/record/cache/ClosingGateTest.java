package dev.coffer.record.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ClosingGateTest {
  private final ClosingGate gate = new ClosingGate();

  @Test
  void refusesEntryAfterTheClose() {
    assertThat(gate.enter()).isTrue();
    gate.leave();

    gate.close();

    assertThat(gate.enter()).isFalse();
    gate.close();
  }

  @Test
  void closesAfterTheLastUse() throws Exception {
    assertThat(gate.enter()).isTrue();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(gate::close);
    while (gate.enter()) {
      gate.leave();
    }

    assertThat(closing).as("one use is under way").isNotDone();
    gate.leave();
    closing.get();
  }
}
