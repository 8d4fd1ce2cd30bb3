package dev.coffer.record.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.record.CachingNode;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.testing.TestDatabase;
import dev.coffer.tx.Transactions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CachedClockTest {

  private final AtomicLong nanos = new AtomicLong();
  private final CachedClock clock = new CachedClock(nanos::get);

  @Test
  void aTimeWithinTheErrorOfTheClockIsNotBefore() {
    try (TestDatabase database = TestDatabase.h2().migrate();
        CachingNode node = new CachingNode(database, RecordCacheMode.OFF)) {
      Transactions own = node.own();
      Instant inHalfAMinute = Instant.now().plusSeconds(30);
      assertThat(clock.isBefore(Instant.now().minusSeconds(1), own)).isFalse();
      assertThat(clock.isBefore(inHalfAMinute, own)).isTrue();
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(29));
      assertThat(clock.isBefore(inHalfAMinute, own)).isTrue();
      // One millisecond is left, which is less than the error of the clock.
      nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
      assertThat(clock.isBefore(inHalfAMinute, own)).isFalse();
    }
  }

  @Test
  void theDatabaseIsQueriedOnceAMinute() {
    try (TestDatabase database = TestDatabase.h2().migrate();
        CachingNode node = new CachingNode(database, RecordCacheMode.OFF)) {
      Transactions own = node.own();
      Instant later = Instant.now().plusSeconds(1_000);
      clock.isBefore(later, own);
      long asked = node.connections();
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(59));
      clock.isBefore(later, own);
      assertThat(node.connections()).isEqualTo(asked);
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
      clock.isBefore(later, own);
      assertThat(node.connections()).isEqualTo(asked + 1);
    }
  }
}
