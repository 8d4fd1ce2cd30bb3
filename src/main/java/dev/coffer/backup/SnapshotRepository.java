package dev.coffer.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The snapshots in a repository, and what can be done with them without their database.
 * Thread-safe. Several processes may use a repository at the same time.
 *
 * <p>All methods throw {@link RepositoryAccessException} if the file system refuses an operation.
 */
public interface SnapshotRepository {

  /**
   * The same repository, whose operations tell their progress.
   *
   * @param listener is called some times a second by the thread of the operation, and at the end of
   *     the operation. If it throws, the operation ends with that exception.
   */
  SnapshotRepository withProgress(Consumer<BackupProgress> listener);

  /** All snapshots, the newest first. A snapshot whose file is damaged is logged and left out. */
  List<Snapshot> snapshots();

  /**
   * The snapshot whose id begins with these digits; empty if there is none.
   *
   * @throws IllegalArgumentException if several ids begin with them
   */
  Optional<Snapshot> snapshot(String id);

  /** The newest snapshot; empty if there is none. */
  default Optional<Snapshot> latest() {
    return snapshots().stream().findFirst();
  }

  /** The newest snapshot whose moment is not after this time; empty if there is none. */
  default Optional<Snapshot> latestAt(Instant time) {
    return snapshots().stream().filter(each -> !each.createdAt().isAfter(time)).findFirst();
  }

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
   * Removes the snapshots that a policy does not keep. Each database counts for itself. Its newest
   * snapshot and its newest verified one stay in any case. Nothing of it is removed if its last
   * backup failed or left out damage, or if the last check of its newest snapshot found problems.
   * The space is freed by {@link #prune}.
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

  /**
   * Copies what is damaged or missing from another repository that has the same records or
   * contents. It adds files and deletes none. It reads every byte of this repository.
   *
   * @param other may be a copy of this repository, or one with backups of the same database
   */
  RepairReport repairFrom(BackupSettings other);

  /**
   * Replaces the secret of an encrypted repository. Only the file of its key changes. Open the
   * repository with the new secret from then on; a copy of the old file still opens it by the old
   * secret.
   *
   * @throws dev.coffer.api.CofferException if the repository is not encrypted
   */
  void changeSecret(RepositorySecret newSecret);
}
