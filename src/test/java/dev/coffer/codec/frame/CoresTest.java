package dev.coffer.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoresTest {

  @Test
  void batchesAreUsedInOrderEachAfterItsPreparation() throws Exception {
    List<Integer> batches = IntStream.range(0, 50).boxed().toList();
    Set<Integer> prepared = ConcurrentHashMap.newKeySet();
    List<Integer> used = new ArrayList<>();

    Cores.pipeline(
        batches,
        prepared::add,
        batch -> {
          assertThat(prepared).contains(batch);
          used.add(batch);
        });

    assertThat(used).isEqualTo(batches);
  }

  @Test
  void aFailureStopsThePreparation() {
    CountDownLatch failing = new CountDownLatch(1);
    Set<Integer> prepared = ConcurrentHashMap.newKeySet();

    assertThatThrownBy(
            () ->
                Cores.pipeline(
                    List.of(1, 2, 3),
                    batch -> {
                      if (batch == 2) {
                        awaited(failing);
                      }
                      prepared.add(batch);
                    },
                    batch -> {
                      failing.countDown();
                      throw new IOException("full");
                    }))
        .isInstanceOf(IOException.class);

    assertThat(prepared).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void aFailedPreparationFailsTheCall() {
    List<Integer> used = new ArrayList<>();

    assertThatThrownBy(
            () ->
                Cores.pipeline(
                    List.of(1, 2),
                    batch -> {
                      if (batch == 2) {
                        throw new IllegalArgumentException("two");
                      }
                    },
                    used::add))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(used).containsExactly(1);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
