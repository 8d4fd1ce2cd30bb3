package dev.coffer.record;

/**
 * How far a read of one record trusts what is in memory. Keys that an open transaction has written
 * are always read from the database.
 */
public enum RecordCacheMode {
  /**
   * Memory answers alone. Right only while this process is the only one that writes to the
   * database; stale values would be given otherwise. Inside a host's transaction such a read gives
   * what was committed last, as at READ COMMITTED, whatever the isolation of the transaction.
   */
  SINGLE_NODE,

  /**
   * One read of the key asks the database for the version, in the transaction that it belongs to;
   * the value comes from memory.
   */
  VALIDATED,

  /** The database answers. */
  OFF
}
