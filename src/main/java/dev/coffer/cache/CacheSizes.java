package dev.coffer.cache;

/**
 * How much the second-level cache may hold. Immutable.
 *
 * <p>Frames of contents are held beside the heap alone, where bytes bound them; rows, which are
 * small, also on the heap.
 *
 * @param heapEntries how many rows are held on the heap, 0 for none
 * @param offHeapBytes how many bytes of frames and rows are held beside the heap, 0 for none, else
 *     at least {@link #MIN_OFF_HEAP_BYTES}
 * @param diskBytes how many bytes of frames are held on disk, if there is a directory for them
 */
public record CacheSizes(long heapEntries, long offHeapBytes, long diskBytes) {

  /** The least that can be shared out among the regions: 8 MiB. */
  public static final long MIN_OFF_HEAP_BYTES = 8L << 20;

  /** The default of {@link #diskBytes}: 1 GiB. */
  public static final long DEFAULT_DISK_BYTES = 1L << 30;

  /** The most that {@link #defaultOffHeapBytes} gives: 64 MiB. */
  private static final long MOST_OFF_HEAP_BY_DEFAULT = 64L << 20;

  public CacheSizes {
    if (heapEntries < 0 || offHeapBytes < 0) {
      throw new IllegalArgumentException("The size of a cache cannot be negative; 0 means none.");
    }
    if (offHeapBytes > 0 && offHeapBytes < MIN_OFF_HEAP_BYTES) {
      throw new IllegalArgumentException(
          "A cache beside the heap takes at least "
              + MIN_OFF_HEAP_BYTES
              + " bytes, not "
              + offHeapBytes
              + "; give it more, or 0 for none.");
    }
    if (diskBytes <= offHeapBytes) {
      throw new IllegalArgumentException(
          "A cache on disk of "
              + diskBytes
              + " bytes is no larger than the one in memory before it, of "
              + offHeapBytes
              + " bytes; make it larger.");
    }
  }

  /**
   * The default of {@link #offHeapBytes}: a quarter of the memory that this JVM may take beside its
   * heap, at most 64 MiB; 0 where that is less than {@link #MIN_OFF_HEAP_BYTES}.
   */
  public static long defaultOffHeapBytes() {
    return offHeapShare(DirectMemory.limit());
  }

  static long offHeapShare(long directMemory) {
    long share = Math.min(MOST_OFF_HEAP_BY_DEFAULT, directMemory / 4);
    return share < MIN_OFF_HEAP_BYTES ? 0 : share;
  }

  /** Whether nothing is to be cached at all. */
  public boolean none() {
    return heapEntries == 0 && offHeapBytes == 0;
  }

  /** The part of {@link #offHeapBytes} for {@link CacheRegions#FRAME}: five eighths. */
  public long frameOffHeapBytes() {
    return offHeapBytes / 8 * 5;
  }

  /** The part of {@link #offHeapBytes} for {@link CacheRegions#RECORD}: a quarter. */
  public long recordOffHeapBytes() {
    return offHeapBytes / 4;
  }

  /** The part of {@link #offHeapBytes} for {@link CacheRegions#CONTENT}: an eighth. */
  public long contentOffHeapBytes() {
    return offHeapBytes / 8;
  }
}
