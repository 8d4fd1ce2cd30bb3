package dev.coffer.backup;

import java.util.List;
import java.util.Optional;

/**
 * The backups of a database in one repository. Thread-safe. Several processes may use a repository
 * at the same time.
 *
 * <p>A repository has the records and the contents of Coffer, not the tables of the application.
 * Each distinct content is copied once, and of records only the ranges of keys that have changed. A
 * snapshot can be restored into a database of any product.
 *
 * <p>All methods throw {@link RepositoryAccessException} if the file system refuses an operation.
 */
public interface Backups {

  /**
   * Makes a snapshot. It copies one moment of the database, while others read and write. It stops
   * nobody. What is damaged in the database is left out, and named by the snapshot.
   *
   * @param tags words that a {@link RetentionPolicy} may name
   */
  BackupReport create(String... tags);

  /** All snapshots, the newest first. */
  List<Snapshot> snapshots();

  /**
   * The snapshot whose id begins with these digits; empty if there is none.
   *
   * @throws IllegalArgumentException if several ids begin with them
   */
  Optional<Snapshot> snapshot(String id);

  /**
   * Checks a snapshot, and records the result in the repository. It repairs nothing.
   *
   * @throws IllegalArgumentException if the level is {@link CheckLevel#SHARE}, which needs a share
   */
  CheckReport verify(Snapshot snapshot, CheckLevel level);

  /**
   * Checks the structure of a snapshot and a share of its bytes. Each call takes the next share, so
   * that this number of calls reads all bytes.
   *
   * @param of the number of shares, at least 1
   */
  CheckReport verifyShare(Snapshot snapshot, int of);

  /**
   * Writes a snapshot into the database, in short transactions, and empties the caches of this
   * process. If it is interrupted, call it again: what is there counts as restored.
   *
   * @throws RestoreConflictException if the rule refuses a record, or if the id of a content
   *     belongs to another content
   * @throws DamagedRepositoryException if a needed blob is missing or damaged; what was written
   *     before stays
   */
  RestoreReport restore(Snapshot snapshot, RestorePlan plan);

  /**
   * Removes the snapshots that a policy does not keep. The newest snapshot and the newest verified
   * one stay in any case. The space is freed by {@link #prune}.
   *
   * @return the decision on each snapshot, the newest first
   * @throws IllegalArgumentException if the policy has no rule
   */
  List<RetentionReport> forget(RetentionPolicy policy, boolean dryRun);

  /**
   * Deletes what no snapshot needs. It marks files first, and deletes them in a later call after
   * the grace of the settings, so that a backup that runs at the same time does no harm.
   */
  PruneReport prune(boolean dryRun);
}
