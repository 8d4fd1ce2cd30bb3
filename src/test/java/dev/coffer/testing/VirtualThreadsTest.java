package dev.coffer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {

  @Test
  void aThreadThatWaitsInTheInitializerOfAClassIsPinned() throws Exception {
    assertThat(
            VirtualThreads.pinnedDuring(
                List.of(() -> assertThat(SlowInitializer.VALUE).isEqualTo("ready"))))
        .anyMatch(trace -> trace.contains("SlowInitializer"));
  }

  @Test
  void aThreadThatSleepsIsNotPinned() throws Exception {
    assertThat(VirtualThreads.pinnedDuring(List.of(() -> Thread.sleep(20))))
        .noneMatch(trace -> trace.contains("VirtualThreadsTest"));
  }

  /** A class whose initializer waits. */
  private static final class SlowInitializer {
    static final String VALUE;

    static {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      VALUE = "ready";
    }
  }
}
