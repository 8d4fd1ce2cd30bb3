package dev.coffer.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.CofferException;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.ReplicatedPostgreSql;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The loss of a primary under load, with a standby that has each acknowledged commit. */
@Tag("cluster")
class PostgreSqlLossTest {

  private static final int THREADS = 4;
  private static final int PUTS_BEFORE_THE_LOSS = 500;

  private final AtomicLongArray acknowledged = new AtomicLongArray(THREADS);

  @Test
  void nothingAcknowledgedIsLost() throws Exception {
    try (ReplicatedPostgreSql servers = ReplicatedPostgreSql.start()) {
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      try (Coffer coffer = Coffer.open(settings(servers))) {
        servers.commitSynchronously();
        CountDownLatch loaded = new CountDownLatch(THREADS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          int thread = i;
          running.add(threads.submit(() -> putUntilTheLoss(coffer, thread, loaded)));
        }
        loaded.await();
        servers.losePrimary();
        for (Future<?> each : running) {
          each.get();
        }
      } finally {
        threads.shutdownNow();
      }
      try (Coffer coffer = Coffer.open(settings(servers))) {
        RecordRepository<Long, String> records = coffer.records("loss", Long.class);
        for (int i = 0; i < THREADS; i++) {
          assertThat(records.get("key " + i).orElseThrow())
              .isGreaterThanOrEqualTo(acknowledged.get(i));
        }
        records.put("key 0", -1L);
        assertThat(records.get("key 0")).contains(-1L);
      }
    }
  }

  private static OpenSettings settings(ReplicatedPostgreSql servers) {
    return OpenSettings.of(servers.url(servers.primary()))
        .withUser(servers.user())
        .withPassword(servers.password());
  }

  private void putUntilTheLoss(Coffer coffer, int thread, CountDownLatch loaded) {
    RecordRepository<Long, String> records = coffer.records("loss", Long.class);
    try {
      for (long value = 1; ; value++) {
        records.put("key " + thread, value);
        acknowledged.set(thread, value);
        if (value == PUTS_BEFORE_THE_LOSS) {
          loaded.countDown();
        }
      }
    } catch (CofferException e) {
      // The primary is lost; what it had not acknowledged may be stored or not.
      assertThat(loaded.getCount()).isZero();
    }
  }
}
