package dev.coffer.cache;

/** How far a cached record may be trusted. */
public enum RecordCacheMode {
  /** A cached record answers by itself: right where one process alone writes to the database. */
  SINGLE_NODE,
  /** A cached record answers after its version was read from the database: right everywhere. */
  VALIDATED,
  /** Records are read from the database. */
  OFF
}
