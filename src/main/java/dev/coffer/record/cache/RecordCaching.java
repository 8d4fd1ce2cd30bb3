package dev.coffer.record.cache;

import dev.coffer.record.RecordCacheMode;

/**
 * How records are cached. Immutable.
 *
 * @param mode how far what is in memory is trusted
 * @param heapBytes how much may be kept on the heap of values that are ready to be given, in bytes
 *     as far as they can be estimated; 0 for nothing. The coffers over one session factory share
 *     the memory that the first of them asked for
 */
public record RecordCaching(RecordCacheMode mode, long heapBytes) {

  /** The default of {@link #heapBytes}: 16 MiB. */
  public static final long DEFAULT_HEAP_BYTES = 16L << 20;

  /** The database answers each read. */
  public static final RecordCaching NONE = new RecordCaching(RecordCacheMode.OFF, 0);

  public RecordCaching {
    requireHeapBytes(heapBytes);
  }

  /** The same number. */
  public static long requireHeapBytes(long heapBytes) {
    if (heapBytes < 0) {
      throw new IllegalArgumentException(
          "The cache on the heap has " + heapBytes + " bytes; use 0 for none, or more.");
    }
    return heapBytes;
  }
}
