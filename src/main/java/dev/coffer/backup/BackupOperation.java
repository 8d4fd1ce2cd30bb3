package dev.coffer.backup;

/** An operation that reports its progress. Its items are records and contents. */
public enum BackupOperation {
  /** A snapshot is made. */
  CREATE,
  /** A snapshot is checked. */
  VERIFY,
  /** A snapshot is restored, also for a trial. */
  RESTORE,
  /** Restored rows are compared with the snapshot. */
  COMPARE
}
