package dev.coffer.record.cache;

import dev.coffer.record.RecordCacheMode;

/**
 * The settings of the record cache. Immutable.
 *
 * @param mode the mode in which reads use cached values
 * @param heapBytes the size of the heap cache of decoded values, in estimated bytes; 0 for no
 *     cache. All instances over one session factory share the cache of the first instance, with its
 *     size
 */
public record RecordCaching(RecordCacheMode mode, long heapBytes) {

  /** The default of {@link #heapBytes}: 16 MiB. */
  public static final long DEFAULT_HEAP_BYTES = 16L << 20;

  /** No caching: every read queries the database. */
  public static final RecordCaching NONE = new RecordCaching(RecordCacheMode.OFF, 0);

  public RecordCaching {
    requireHeapBytes(heapBytes);
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
