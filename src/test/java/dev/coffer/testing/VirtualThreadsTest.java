package dev.coffer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {

  @Test
  void aThreadThatWaitsInTheInitializerOfAClassIsPinned() throws Exception {
    assertThat(
            VirtualThreads.pinnedDuring(
                List.of(() -> assertThat(WaitingInitializer.VALUE).isEqualTo("ready"))))
        .anyMatch(trace -> trace.contains("WaitingInitializer"));
  }

  @Test
  void aThreadThatWaitsElsewhereIsNotPinned() throws Exception {
    assertThat(VirtualThreads.pinnedDuring(List.of(VirtualThreadsTest::park)))
        .noneMatch(trace -> trace.contains("VirtualThreadsTest"));
  }

  /** Waits until another thread has seen that this thread waits. */
  private static void park() throws InterruptedException {
    Thread waiting = Thread.currentThread();
    CountDownLatch seen = new CountDownLatch(1);
    Thread observer =
        new Thread(
            () -> {
              while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              seen.countDown();
            });
    observer.setDaemon(true);
    observer.start();
    seen.await();
  }

  /** A class whose initializer waits. */
  private static final class WaitingInitializer {
    static final String VALUE;

    static {
      try {
        park();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      VALUE = "ready";
    }
  }
}
