package dev.coffer.backup;

import java.util.List;
import java.util.function.Consumer;

/**
 * The backups of a database in one repository. Thread-safe.
 *
 * <p>A repository has the records and the contents of Coffer, not the tables of the application.
 * Each distinct content is copied once, and of records only the ranges of keys that have changed. A
 * snapshot can be restored into a database of any product.
 */
public interface Backups extends SnapshotRepository {

  @Override
  Backups withProgress(Consumer<BackupProgress> listener);

  /**
   * Makes a snapshot. It copies one moment of the database, while others read and write. It stops
   * nobody. What is damaged in the database is left out, and named by the snapshot.
   *
   * @param tags words that a {@link RetentionPolicy} may name
   */
  BackupReport create(String... tags);

  /**
   * Removes the snapshots of this database that a policy does not keep; see {@link
   * SnapshotRepository#forget}. Snapshots of other databases in the repository stay.
   */
  @Override
  List<RetentionReport> forget(RetentionPolicy policy, boolean dryRun);

  /**
   * Writes a snapshot into the database, in short transactions, compares what it wrote with the
   * snapshot, and empties the caches of this process. If it is interrupted, call it again: what is
   * there counts as restored.
   *
   * <p>Other processes may have records and contents of the time before in their memory. Restart
   * them, or let each call {@code evictCachedRecords}.
   *
   * @throws IllegalArgumentException if the snapshot does not have a collection, a key or a content
   *     of the plan
   * @throws RestoreConflictException if the rule refuses a record, or if the id of a content
   *     belongs to another content
   * @throws DamagedRepositoryException if a needed blob is missing or damaged; what was written
   *     before stays
   */
  RestoreReport restore(Snapshot snapshot, RestorePlan plan);

  /**
   * Copies what is damaged or missing from the database, as far as it still has the same. It adds
   * files and deletes none. It reads every byte of the repository.
   */
  RepairReport repair();
}
