package dev.coffer.stats;

/** Where a read of a record or a frame was answered from. */
public enum CacheTier {
  /** Decoded values on the heap. */
  HEAP,
  /** Compressed frames and small rows in Hibernate's second-level cache. */
  SECOND_LEVEL,
  /** The database itself: a miss of every cache. */
  DATABASE
}
