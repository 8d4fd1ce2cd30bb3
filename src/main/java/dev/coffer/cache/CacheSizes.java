package dev.coffer.cache;

/**
 * The size limits of the second-level cache. Immutable.
 *
 * <p>Frames of contents are cached only off-heap, limited by bytes. Rows of contents are small and
 * are also cached on the heap, and so are those of records if there is no off-heap memory.
 *
 * @param heapEntries the maximum number of rows on the heap, 0 for none
 * @param offHeapBytes the maximum number of off-heap bytes of frames and rows: 0 for none, or at
 *     least {@link #MIN_OFF_HEAP_BYTES}
 * @param diskBytes the maximum number of bytes of frames on disk, if there is a cache directory
 */
public record CacheSizes(long heapEntries, long offHeapBytes, long diskBytes) {

  /** The minimum size that can be divided among the regions: 8 MiB. */
  public static final long MIN_OFF_HEAP_BYTES = 8L << 20;

  /** The default of {@link #diskBytes}: 1 GiB. */
  public static final long DEFAULT_DISK_BYTES = 1L << 30;

  /** The maximum of {@link #defaultOffHeapBytes}: 64 MiB. */
  private static final long MOST_OFF_HEAP_BY_DEFAULT = 64L << 20;

  public CacheSizes {
    if (heapEntries < 0 || offHeapBytes < 0) {
      throw new IllegalArgumentException("The size of a cache cannot be negative; 0 means none.");
    }
    if (offHeapBytes > 0 && offHeapBytes < MIN_OFF_HEAP_BYTES) {
      throw new IllegalArgumentException(
          "An off-heap cache needs at least "
              + MIN_OFF_HEAP_BYTES
              + " bytes, not "
              + offHeapBytes
              + "; increase it, or use 0 for none.");
    }
    if (diskBytes <= offHeapBytes) {
      throw new IllegalArgumentException(
          "The disk cache of "
              + diskBytes
              + " bytes is not larger than the off-heap cache of "
              + offHeapBytes
              + " bytes; make it larger.");
    }
  }

  /**
   * The default of {@link #offHeapBytes}: a quarter of this JVM's limit of off-heap memory, at most
   * 64 MiB; 0 if that is less than {@link #MIN_OFF_HEAP_BYTES}.
   */
  public static long defaultOffHeapBytes() {
    return offHeapShare(DirectMemory.limit());
  }

  static long offHeapShare(long directMemory) {
    long share = Math.min(MOST_OFF_HEAP_BY_DEFAULT, directMemory / 4);
    return share < MIN_OFF_HEAP_BYTES ? 0 : share;
  }

  /** Whether caching is off. */
  public boolean none() {
    return heapEntries == 0 && offHeapBytes == 0;
  }

  /** The share of {@link #offHeapBytes} for {@link CacheRegions#FRAME}: five eighths. */
  public long frameOffHeapBytes() {
    return offHeapBytes / 8 * 5;
  }

  /** The share of {@link #offHeapBytes} for {@link CacheRegions#RECORD}: a quarter. */
  public long recordOffHeapBytes() {
    return offHeapBytes / 4;
  }

  /** The share of {@link #offHeapBytes} for {@link CacheRegions#CONTENT}: an eighth. */
  public long contentOffHeapBytes() {
    return offHeapBytes / 8;
  }
}
