package dev.coffer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.coffer.api.CofferException;
import dev.coffer.backup.BackupStatus;
import dev.coffer.backup.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of the scheduled backups, as health and meters show it. A repository may be slow or not
 * answer at all, so a thread of its own reads it, and a call waits for that only for a short time.
 * Thread-safe.
 */
final class BackupWatch {
  private static final Logger log = LoggerFactory.getLogger(BackupWatch.class);

  private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Duration maxAge;
  private final Source source;
  private final Instant startedAt = Instant.now();
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private @Nullable Reading last;

  @GuardedBy("lock")
  private @Nullable Attempt attempt;

  /**
   * Creates the watch and reads nothing yet.
   *
   * @param maxAge the largest age of a verified snapshot
   */
  BackupWatch(Duration maxAge, Source source) {
    this.maxAge = maxAge;
    this.source = source;
  }

  /** Where the state comes from. Thread-safe. */
  interface Source {

    /** The number of ended backups of this process. It only reads counters. */
    long runs();

    /**
     * By the identities of the known databases, the start of the oldest backup of the history;
     * empty if there is none.
     */
    Map<String, Optional<Instant>> databases();

    /** The snapshots of all databases in the repository, the newest first. */
    List<Snapshot> snapshots();
  }

  /**
   * What was read.
   *
   * @param verified by the identity of each known database, the moment of its newest verified
   *     snapshot; absent if it has none
   * @param since by the identity of each known database, since when backups are expected
   * @param readAt null if the repository was never read
   * @param runs the number of backups of this process before the reading
   */
  private record Reading(
      List<Snapshot> snapshots,
      Map<String, Instant> verified,
      Map<String, Instant> since,
      @Nullable Instant readAt,
      @Nullable String problem,
      long runs,
      long nanos) {}

  /** A reading that has not ended. */
  private record Attempt(long startNanos, CountDownLatch end) {}

  /** The state; it waits for a new reading for a short time. */
  BackupStatus status() {
    Attempt active = begun();
    if (active != null) {
      await(active);
    }
    lock.lock();
    try {
      return status(last, Instant.now());
    } finally {
      lock.unlock();
    }
  }

  /** The reading to wait for, which may have begun just now; null if the last one is fresh. */
  private @Nullable Attempt begun() {
    long runs = source.runs();
    lock.lock();
    try {
      Attempt active = attempt;
      Reading read = last;
      if (active == null
          && (read == null
              || read.runs() != runs
              || System.nanoTime() - read.nanos() >= FRESH_NANOS)) {
        active = new Attempt(System.nanoTime(), new CountDownLatch(1));
        attempt = active;
        Attempt begun = active;
        Thread thread = new Thread(() -> read(begun, runs), "coffer-backup-status");
        thread.setDaemon(true);
        thread.start();
      }
      return active;
    } finally {
      lock.unlock();
    }
  }

  private static void await(Attempt active) {
    try {
      long left = PATIENCE_NANOS - (System.nanoTime() - active.startNanos());
      var unused = active.end().await(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(Attempt active, long runs) {
    Reading read = null;
    String problem = "";
    try {
      read = read(runs);
    } catch (RuntimeException | Error e) {
      problem = String.valueOf(e instanceof CofferException ? e.getMessage() : e);
      tell(problem, e);
    } finally {
      lock.lock();
      try {
        last = read == null ? failed(last, problem, runs) : read;
        attempt = null;
      } finally {
        lock.unlock();
      }
      active.end().countDown();
    }
  }

  /** Health asks again and again, so the same problem is logged once. */
  private void tell(String problem, Throwable cause) {
    lock.lock();
    try {
      if (last == null || !problem.equals(last.problem())) {
        log.warn("The state of the backups could not be read.", cause);
      }
    } finally {
      lock.unlock();
    }
  }

  private static Reading failed(@Nullable Reading before, String problem, long runs) {
    return before == null
        ? new Reading(List.of(), Map.of(), Map.of(), null, problem, runs, System.nanoTime())
        : new Reading(
            before.snapshots(),
            before.verified(),
            before.since(),
            before.readAt(),
            problem,
            runs,
            System.nanoTime());
  }

  private Reading read(long runs) {
    Instant now = Instant.now();
    Map<String, Instant> since = new HashMap<>();
    source
        .databases()
        .forEach(
            (identity, first) ->
                since.put(identity, first.filter(startedAt::isAfter).orElse(startedAt)));
    List<Snapshot> snapshots = new ArrayList<>();
    Map<String, Instant> verified = new HashMap<>();
    for (Snapshot each : source.snapshots()) {
      if (since.containsKey(each.database())) {
        snapshots.add(each);
        if (each.verified() != null) {
          verified.merge(each.database(), each.createdAt(), BackupWatch::later);
        }
      }
    }
    return new Reading(List.copyOf(snapshots), verified, since, now, null, runs, System.nanoTime());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** The state of the database that is worst off. */
  private BackupStatus status(@Nullable Reading read, Instant now) {
    Map<String, Instant> since = read == null ? Map.of() : read.since();
    Map<String, Instant> verified = read == null ? Map.of() : read.verified();
    Optional<Instant> oldest =
        since.keySet().stream()
            .map(each -> verified.getOrDefault(each, since.get(each)))
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder());
    boolean all = !since.isEmpty() && verified.keySet().containsAll(since.keySet());
    Instant from = oldest.orElse(startedAt);
    Duration age = now.isBefore(from) ? Duration.ZERO : Duration.between(from, now);
    return new BackupStatus(
        read == null ? List.of() : read.snapshots(),
        all ? from : null,
        age,
        age.compareTo(maxAge) > 0,
        read == null ? null : read.readAt(),
        read == null ? "The repository has not answered yet." : read.problem());
  }
}
