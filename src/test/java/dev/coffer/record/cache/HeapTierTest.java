package dev.coffer.record.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.stats.CacheState;
import dev.coffer.stats.CacheStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class HeapTierTest {

  @Test
  void evictsTheFirstEntryUnusedSinceTheLastSweep() {
    HeapTier<String, String> tier = new HeapTier<>(96);
    for (int i = 0; i < 32; i++) {
      tier.put("k" + i, "v" + i, 3);
    }
    assertThat(tier.get("k0")).isEqualTo("v0");
    assertThat(tier.get("k2")).isEqualTo("v2");
    tier.put("new", "v", 3);
    assertThat(tier.get("k1")).isNull();
    tier.put("newer", "v", 3);
    assertThat(tier.get("k3")).isNull();
    assertThat(tier.get("k0")).isEqualTo("v0");
    assertThat(tier.get("k2")).isEqualTo("v2");
    assertThat(tier.state("t")).isEqualTo(new CacheState("t", CacheStorage.HEAP, 32, 96L, 96L, 2));
  }

  @Test
  void frequentlyReadEntriesSurviveASweep() {
    HeapTier<Integer, String> tier = new HeapTier<>(1000);
    for (int i = 0; i < 20; i++) {
      tier.put(i, "hot", 10);
    }
    for (int i = 1000; i < 3000; i++) {
      for (int hot = 0; hot < 20; hot++) {
        assertThat(tier.get(hot)).as("key %d at %d", hot, i).isEqualTo("hot");
      }
      tier.put(i, "cold", 10);
    }
    assertThat(tier.weight()).isLessThanOrEqualTo(1000);
  }

  @Test
  void theHandSurvivesTheRemovalOfItsEntry() {
    HeapTier<Integer, String> tier = new HeapTier<>(320);
    for (int i = 0; i < 40; i++) {
      tier.put(i, "v", 10);
      tier.get(i);
    }
    for (int i = 0; i < 40; i += 3) {
      tier.remove(i);
    }
    for (int i = 100; i < 200; i++) {
      tier.put(i, "v", 10);
    }
    assertThat(tier.weight()).isEqualTo(320);
    for (int i = 0; i < 200; i++) {
      tier.remove(i);
    }
    assertThat(tier.weight()).isZero();
    tier.put(1, "again", 10);
    assertThat(tier.get(1)).isEqualTo("again");
  }

  @Test
  void aValueAboveTheLimitEvictsOnlyItsOwnKey() {
    HeapTier<String, String> tier = new HeapTier<>(320);
    tier.put("other", "v", 10);
    tier.put("k", "old", 10);
    assertThat(tier.fits(11)).isFalse();
    tier.put("k", "heavy", 11);
    assertThat(tier.get("k")).isNull();
    assertThat(tier.get("other")).isEqualTo("v");
    assertThat(tier.weight()).isEqualTo(10);
  }

  @Test
  void aTierOfNoSizeKeepsNothing() {
    HeapTier<String, String> tier = new HeapTier<>(0);
    tier.put("k", "v", 1);
    assertThat(tier.get("k")).isNull();
  }

  @Test
  void manyThreadsKeepItConsistentAndWithinItsLimit() throws Exception {
    HeapTier<Integer, Integer> tier = new HeapTier<>(3200);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        running.add(
            threads.submit(
                () -> {
                  ThreadLocalRandom random = ThreadLocalRandom.current();
                  for (int i = 0; i < 50_000; i++) {
                    int key = random.nextInt(200);
                    switch (random.nextInt(4)) {
                      case 0 -> tier.put(key, key, 1 + random.nextInt(100));
                      case 1 -> tier.remove(key);
                      default -> {
                        Integer found = tier.get(key);
                        assertThat(found == null || found == key).isTrue();
                      }
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(tier.weight()).isBetween(0L, 3200L);
    for (int key = 0; key < 200; key++) {
      tier.remove(key);
    }
    assertThat(tier.weight()).isZero();
  }
}
