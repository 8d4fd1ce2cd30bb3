package dev.coffer.dialect;

/**
 * The queries for the position of a server in the sequence of its primary's commits.
 *
 * @param position a query for a text that every acknowledged commit precedes; null or empty if the
 *     server keeps no log of its commits
 * @param reached a query whether the server has applied everything up to a bound position; if it
 *     waits, the second parameter is the longest time to wait, in seconds
 * @param waits whether the query waits by itself
 * @param writable a query whether the server accepts writes
 */
public record ReplicationSql(String position, String reached, boolean waits, String writable) {

  /** By GTIDs. */
  static final ReplicationSql MARIADB =
      new ReplicationSql(
          "select @@gtid_binlog_pos",
          "select master_gtid_wait(?, ?) = 0",
          true,
          "select @@read_only = 0");

  /**
   * By positions of the log. A commit is acknowledged after its log is flushed, except where
   * synchronous_commit is off. The log inserted then may be flushed a fifth of a second later.
   */
  static final ReplicationSql POSTGRESQL =
      new ReplicationSql(
          """
          select case
            when pg_is_in_recovery() then pg_last_wal_replay_lsn()
            when current_setting('synchronous_commit') = 'off' then pg_current_wal_insert_lsn()
            else pg_current_wal_flush_lsn() end
          """,
          "select coalesce(pg_last_wal_replay_lsn() >= cast(? as pg_lsn), false)",
          false,
          "select not pg_is_in_recovery()"
              + " and current_setting('default_transaction_read_only') = 'off'");
}
