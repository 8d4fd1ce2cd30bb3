package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.backup.BackupStatus;
import dev.coffer.backup.CheckLevel;
import dev.coffer.backup.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The state of backups as health and meters see it, also while the repository does not answer. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class BackupWatchTest {
  private final Map<String, Optional<Instant>> databases = new HashMap<>();
  private final AtomicInteger readings = new AtomicInteger();
  private final AtomicLong runs = new AtomicLong();
  private volatile Supplier<List<Snapshot>> repository = List::of;
  private final BackupWatch watch =
      new BackupWatch(
          Duration.ofDays(2),
          new BackupWatch.Source() {
            @Override
            public long runs() {
              return runs.get();
            }

            @Override
            public Map<String, Optional<Instant>> databases() {
              return databases;
            }

            @Override
            public List<Snapshot> snapshots() {
              readings.incrementAndGet();
              return repository.get();
            }
          });

  private static Instant daysAgo(int days) {
    return Instant.now().minus(days, ChronoUnit.DAYS);
  }

  private static Snapshot snapshot(String database, Instant createdAt, @Nullable CheckLevel level) {
    return new Snapshot(
        database + createdAt,
        createdAt,
        "H2",
        database,
        "node",
        List.of(),
        1,
        1,
        0,
        0,
        List.of(),
        level == null ? null : new Snapshot.Verified(level, createdAt));
  }

  @Test
  void theStateIsReadOnceUntilABackupEnds() {
    databases.put("a", Optional.empty());
    Instant made = daysAgo(1);
    assertThat(watch.status().verified()).isNull();
    repository = () -> List.of(snapshot("a", made, CheckLevel.SHARE));
    assertThat(watch.status().verified()).isNull();
    assertThat(readings.get()).isEqualTo(1);

    runs.incrementAndGet();

    assertThat(watch.status().verified()).isEqualTo(made);
    assertThat(watch.status().outOfDate()).isFalse();
    assertThat(readings.get()).isEqualTo(2);
  }

  @Test
  void onlyVerifiedSnapshotsOfTheDatabaseCount() {
    databases.put("a", Optional.empty());
    Instant old = daysAgo(3);
    repository =
        () ->
            List.of(
                snapshot("other", daysAgo(0), CheckLevel.ALL),
                snapshot("a", daysAgo(1), null),
                snapshot("a", old, CheckLevel.TRIAL),
                snapshot("a", daysAgo(9), CheckLevel.ALL));

    BackupStatus status = watch.status();

    assertThat(status.snapshots()).hasSize(3).allMatch(each -> each.database().equals("a"));
    assertThat(status.verified()).isEqualTo(old);
    assertThat(status.outOfDate()).isTrue();
  }

  @Test
  void theDatabaseThatIsWorstOffCounts() {
    databases.put("a", Optional.empty());
    databases.put("b", Optional.of(daysAgo(20)));
    repository = () -> List.of(snapshot("a", daysAgo(0), CheckLevel.ALL));

    BackupStatus status = watch.status();

    assertThat(status.verified()).isNull();
    assertThat(status.age()).isGreaterThanOrEqualTo(Duration.ofDays(20));
    assertThat(status.outOfDate()).isTrue();
  }

  @Test
  void aNewProcessIsNotOutOfDateAtOnce() {
    databases.put("a", Optional.empty());

    BackupStatus status = watch.status();

    assertThat(status.verified()).isNull();
    assertThat(status.outOfDate()).isFalse();
    assertThat(status.readAt()).isNotNull();
  }

  @Test
  void aRepositoryThatDoesNotAnswerHoldsNoCall() {
    databases.put("a", Optional.empty());
    Instant made = daysAgo(1);
    repository = () -> List.of(snapshot("a", made, CheckLevel.SHARE));
    BackupStatus before = watch.status();
    CountDownLatch answer = new CountDownLatch(1);
    repository =
        () -> {
          try {
            answer.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return List.of();
        };
    runs.incrementAndGet();

    // The class has a time limit, and the repository answers after these calls only.
    BackupStatus during = watch.status();
    for (int i = 0; i < 100; i++) {
      assertThat(watch.status().verified()).isEqualTo(made);
    }

    assertThat(during.verified()).isEqualTo(made);
    assertThat(during.readAt()).isEqualTo(before.readAt());
    assertThat(readings.get()).isEqualTo(2);
    answer.countDown();
  }

  @Test
  void aFailedReadingKeepsWhatWasReadAndNamesTheReason() {
    databases.put("a", Optional.empty());
    Instant made = daysAgo(1);
    repository = () -> List.of(snapshot("a", made, CheckLevel.SHARE));
    watch.status();
    repository =
        () -> {
          throw new IllegalStateException("the bucket is gone");
        };
    runs.incrementAndGet();

    BackupStatus status = watch.status();

    assertThat(status.verified()).isEqualTo(made);
    assertThat(status.problem()).contains("the bucket is gone");
  }
}
