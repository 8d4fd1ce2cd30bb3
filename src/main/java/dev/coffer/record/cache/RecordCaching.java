package dev.coffer.record.cache;

import dev.coffer.record.RecordCacheMode;
import java.time.Duration;

/**
 * The settings of the record cache. Immutable.
 *
 * @param mode the mode in which reads use cached values
 * @param heapBytes the size of the heap cache of decoded values, in estimated bytes; 0 for no
 *     cache. All instances over one session factory share the cache of the first instance, with its
 *     size
 * @param maxAge the longest time since the last query for a value, in {@link
 *     RecordCacheMode#BOUNDED}
 */
public record RecordCaching(RecordCacheMode mode, long heapBytes, Duration maxAge) {

  /** The default of {@link #heapBytes}: 16 MiB. */
  public static final long DEFAULT_HEAP_BYTES = 16L << 20;

  /** The default of {@link #maxAge}: one second. */
  public static final Duration DEFAULT_MAX_AGE = Duration.ofSeconds(1);

  /** No caching: every read queries the database. */
  public static final RecordCaching NONE = new RecordCaching(RecordCacheMode.OFF, 0);

  public RecordCaching {
    requireHeapBytes(heapBytes);
    requireMaxAge(maxAge);
  }

  /** The same with the default of the longest age. */
  public RecordCaching(RecordCacheMode mode, long heapBytes) {
    this(mode, heapBytes, DEFAULT_MAX_AGE);
  }

  /** Returns the duration after a check that it is positive and at most a day. */
  public static Duration requireMaxAge(Duration maxAge) {
    if (maxAge.isNegative() || maxAge.isZero() || maxAge.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "The longest age of cached records is "
              + maxAge
              + "; use a positive duration of at most a day, or the mode VALIDATED.");
    }
    return maxAge;
  }

  /** Returns the size after a check that it is not negative. */
  public static long requireHeapBytes(long heapBytes) {
    if (heapBytes < 0) {
      throw new IllegalArgumentException(
          "The size of the heap cache is " + heapBytes + " bytes; use 0 or more.");
    }
    return heapBytes;
  }
}
