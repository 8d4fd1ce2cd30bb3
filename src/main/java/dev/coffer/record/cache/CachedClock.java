package dev.coffer.record.cache;

import dev.coffer.tx.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An estimate of the database's clock, which is queried at most once a minute. Thread-safe.
 *
 * <p>The answer of the database was correct at some moment between the query and the answer. The
 * age of the answer is counted from the query. So the clock is ahead of the answer by no more than
 * that age. The age is the longer of the times that two clocks of this machine measure, because one
 * of them stops while the machine sleeps and the other can be set.
 */
final class CachedClock {

  private static final Duration LONGEST_TRUST = Duration.ofMinutes(1);

  /**
   * The largest assumed drift: the database's clock runs faster than this machine's clocks by at
   * most one part in this number. Real clocks drift far less.
   */
  private static final long DRIFT_DIVISOR = 500;

  private final LongSupplier nanoTime;
  private volatile @Nullable Measurement last;

  CachedClock() {
    this(System::nanoTime);
  }

  CachedClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether a record has certainly not expired. If this is false, the database must decide. */
  boolean isAlive(@Nullable Instant expiry, Transactions transactions) {
    return expiry == null || isBefore(expiry, transactions);
  }

  /** Whether the database's clock has certainly not reached this moment. */
  boolean isBefore(Instant moment, Transactions transactions) {
    if (!isMeasured() && transactions.joinsHost()) {
      // The host's transaction may have failed already; it is not worth another statement.
      return false;
    }
    return latest(transactions).isBefore(moment);
  }

  /** The time that the database's clock has certainly not passed yet. */
  Instant latest(Transactions transactions) {
    Measurement known = last;
    if (known == null || !isMeasured()) {
      known = measure(transactions);
      last = known;
    }
    Duration age = known.age(nanoTime);
    return known.databaseTime.plus(age).plus(age.dividedBy(DRIFT_DIVISOR)).plusMillis(1);
  }

  private boolean isMeasured() {
    Measurement known = last;
    return known != null && known.age(nanoTime).compareTo(LONGEST_TRUST) <= 0;
  }

  private Measurement measure(Transactions transactions) {
    return transactions
        .primary()
        .read(
            unit -> {
              String utcNow = unit.dialect().utcNow();
              try (PreparedStatement statement =
                  unit.connection().prepareStatement("select " + utcNow)) {
                long nanos = nanoTime.getAsLong();
                long millis = System.currentTimeMillis();
                return new Measurement(only(statement), nanos, millis);
              }
            });
  }

  private static Instant only(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
  }

  private record Measurement(Instant databaseTime, long nanos, long millis) {

    Duration age(LongSupplier nanoTime) {
      long byNanos = nanoTime.getAsLong() - nanos;
      long byMillis = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() - millis);
      return Duration.ofNanos(Math.max(byNanos, byMillis));
    }
  }
}
