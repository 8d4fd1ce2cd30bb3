package dev.coffer.stats;

/** The source of a record or frame in a read. */
public enum CacheTier {
  /** Decoded values on the heap. */
  HEAP,
  /** Compressed frames and small rows in Hibernate's second-level cache. */
  SECOND_LEVEL,
  /** The database: the read missed every cache. */
  DATABASE
}
