package dev.coffer.record;

/**
 * The mode in which a read of one record uses cached values. Keys written by an open transaction
 * are always read from the database.
 */
public enum RecordCacheMode {
  /**
   * A cached value is returned without a query. Use this mode only if no other process writes to
   * the database; otherwise reads return stale values. Inside a host's transaction, a read returns
   * the last committed value, as at READ COMMITTED, regardless of the transaction's isolation
   * level.
   */
  SINGLE_NODE,

  /**
   * A read queries the version of the record in its transaction. If the version matches, the value
   * comes from memory.
   */
  VALIDATED,

  /**
   * A cached value is returned without a query if its version was compared with the database no
   * longer ago than a set time, and otherwise as with {@link #VALIDATED}. So a read may return a
   * value that another process has replaced within that time. Values that this process has written
   * are returned at once. Inside a transaction of the host, and in a view that reads from replicas,
   * every read queries as with {@link #VALIDATED}.
   */
  BOUNDED,

  /** Every read queries the database. */
  OFF
}
