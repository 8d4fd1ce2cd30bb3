package dev.coffer.stats;

/** The place where a cache keeps its entries. */
public enum CacheStorage {
  /** The heap of the JVM. */
  HEAP,
  /** Memory of the process beside the heap. */
  OFF_HEAP,
  /** Files. */
  DISK
}
