package dev.coffer.record.store;

import dev.coffer.api.TransientCofferException;
import dev.coffer.record.ConditionalPut;
import dev.coffer.record.Expiry;
import dev.coffer.record.cache.Reading;
import dev.coffer.record.cache.RecordReads;
import dev.coffer.record.row.ContentBytes;
import dev.coffer.record.row.ExistingRecord;
import dev.coffer.record.row.RecordQueries;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.SelectedRow;
import dev.coffer.record.value.ValueType;
import dev.coffer.record.write.CollectionWriter;
import dev.coffer.tx.Transactions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Atomic changes of a record by a function of its value. As thread-safe as its transactions.
 *
 * <p>In Coffer's own transactions a change reads the record, applies the function, and writes under
 * the condition that the version is still the same; after a conflict it starts again. So no lock is
 * held while the function runs. In a host's transaction a change locks the row first, because only
 * the host can replay.
 */
final class RecordUpdates<T> {

  /** The maximum number of attempts before a change gives up. */
  private static final int ATTEMPTS = 64;

  private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(64);

  private final Transactions transactions;
  private final CollectionWriter writes;
  private final RecordReads reads;
  private final String collection;
  private final ValueType<T> type;
  private final @Nullable SlidingExpiry sliding;

  RecordUpdates(
      Transactions transactions,
      CollectionWriter writes,
      RecordReads reads,
      ValueType<T> type,
      @Nullable SlidingExpiry sliding) {
    this.transactions = transactions;
    this.writes = writes;
    this.reads = reads;
    this.collection = writes.collection();
    this.type = type;
    this.sliding = sliding;
  }

  /**
   * Changes a record by a function.
   *
   * @param expiry the expiry of the changed record
   */
  RecordChange<T> apply(
      String key, Expiry expiry, Function<? super Optional<T>, Optional<T>> function) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Reading<T> current =
          transactions.joinsHost() ? locked(key) : reads.read(transactions, collection, key, type);
      T before = current == null ? null : current.value();
      Optional<T> result = function.apply(Optional.ofNullable(before));
      T after =
          Objects.requireNonNull(
                  result,
                  () ->
                      "The function for the record '%s' of collection '%s' returned null; return an"
                              .formatted(key, collection)
                          + " empty Optional to delete the record.")
              .orElse(null);
      if (write(key, current, after, expiry)) {
        return new RecordChange<>(before, after);
      }
      pause(attempt);
    }
    throw new TransientCofferException(
        "Other writers changed the record '%s' of collection '%s' during each of %d attempts; retry."
            .formatted(key, collection, ATTEMPTS));
  }

  /** Writes the result of a function. Returns false if the record has changed meanwhile. */
  private boolean write(
      String key, @Nullable Reading<T> current, @Nullable T after, Expiry expiry) {
    if (after == null) {
      return current == null || writes.deleteIfVersion(key, current.row().version());
    }
    long version = current == null ? 0 : current.row().version();
    Expiry effective =
        sliding != null && expiry.keepsCurrent() ? sliding.ofChange(current) : expiry;
    ConditionalPut put = writes.putIfVersion(writes.draft(key, after, type), effective, version);
    return put.isDone();
  }

  /**
   * Locks the row of a record, and reads the record. The snapshot of the host's transaction may be
   * older than the row; then the row itself is read under its lock.
   */
  private @Nullable Reading<T> locked(String key) {
    ExistingRecord.Locked row =
        transactions
            .<Optional<ExistingRecord.Locked>>write(
                unit ->
                    Optional.ofNullable(
                        ExistingRecord.lock(unit, collection, List.of(key)).get(key)))
            .orElse(null);
    if (row == null || !row.alive()) {
      return null;
    }
    Reading<T> visible = reads.read(transactions, collection, key, type);
    if (visible != null && visible.row().version() == row.version()) {
      return visible;
    }
    RecordRow current =
        transactions.write(
            unit -> {
              SelectedRow selected = RecordQueries.locked(unit, collection, key);
              byte[] frame = selected == null ? null : selected.frame();
              if (selected == null || frame == null) {
                throw new TransientCofferException(
                    ("The record '%s' of collection '%s' changed after the snapshot of this"
                            + " transaction; roll back the transaction and replay it.")
                        .formatted(key, collection));
              }
              return selected.with(ContentBytes.framed(frame));
            });
    return reads.bound(transactions, collection, current, type);
  }

  private static void pause(int attempt) {
    long growing = FIRST_PAUSE_NANOS << (attempt / 2);
    long longest = Math.min(LONGEST_PAUSE_NANOS, growing);
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
  }
}
