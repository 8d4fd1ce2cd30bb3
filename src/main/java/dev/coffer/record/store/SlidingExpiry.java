package dev.coffer.record.store;

import dev.coffer.record.Expiry;
import dev.coffer.record.cache.Reading;
import dev.coffer.record.cache.RecordReads;
import dev.coffer.record.key.Utf8Order;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.write.CollectionWriter;
import dev.coffer.tx.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An expiry that reads prolong, for the records of one collection. A read writes only if less than
 * nine tenths of the time remain, so a record is written at most once in each tenth of its time. As
 * thread-safe as its transactions.
 *
 * <p>The expiry that the read has seen, which may be that of memory, decides whether to write. The
 * statement then checks the expiry of the row again: readers of one record that run at the same
 * time prolong it once, and an expiry that another writer has set since is not shortened. It does
 * not wait for a record that another transaction has locked.
 */
final class SlidingExpiry {

  private static final Logger log = LoggerFactory.getLogger(SlidingExpiry.class);

  private final Expiry expiry;
  private final Duration fresh;
  private final CollectionWriter writes;
  private final RecordReads reads;
  private final Transactions transactions;

  /**
   * A sliding expiry.
   *
   * @throws IllegalArgumentException if the time to live is out of the range of {@link
   *     Expiry#after}
   */
  SlidingExpiry(
      Duration timeToLive, CollectionWriter writes, RecordReads reads, Transactions transactions) {
    this.expiry = Expiry.after(timeToLive);
    this.fresh = expiry.timeToLive().orElseThrow().multipliedBy(9).dividedBy(10);
    this.writes = writes;
    this.reads = reads;
    this.transactions = transactions;
  }

  /** The expiry of a new record. */
  Expiry ofNew() {
    return expiry;
  }

  /**
   * The expiry of a record that is read and changed.
   *
   * @param current the record as it was read; null if there is none
   */
  Expiry ofChange(@Nullable Reading<?> current) {
    return current == null || isDue(current.row()) ? expiry : Expiry.keep();
  }

  /** Prolongs records that were read. A failure does not fail the read. */
  void read(Collection<? extends Reading<?>> readings) {
    try {
      List<String> due =
          readings.stream()
              .map(Reading::row)
              .filter(this::isDue)
              .map(RecordRow::key)
              .sorted(Utf8Order.COMPARATOR)
              .toList();
      if (!due.isEmpty() && !transactions.isReadOnly()) {
        var unused = writes.prolong(due, expiry, fresh);
      }
    } catch (RuntimeException e) {
      log.warn(
          "The expiry of records of collection '{}' was not prolonged after a read.",
          writes.collection(),
          e);
    }
  }

  private boolean isDue(RecordRow row) {
    Instant expiresAt = row.expiresAt();
    return expiresAt != null && reads.remaining(expiresAt, transactions).compareTo(fresh) < 0;
  }
}
