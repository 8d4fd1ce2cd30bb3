package dev.coffer.cache;

/**
 * How far a read of one record, outside a host's transaction, trusts what is in memory. Inside a
 * host's transaction the database always answers.
 */
public enum RecordCacheMode {
  /**
   * Memory answers alone. Right only while this process is the only one that writes to the
   * database; stale values would be given otherwise.
   */
  SINGLE_NODE,

  /** One read of the key asks the database for the version; the bytes come from memory. */
  VALIDATED,

  /** The database answers. */
  OFF
}
