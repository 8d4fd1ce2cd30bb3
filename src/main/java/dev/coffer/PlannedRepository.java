package dev.coffer;

import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.Backups;
import dev.coffer.backup.run.RepositoryBackups;
import dev.coffer.backup.store.BackupRepository;
import dev.coffer.maintenance.backup.BackupSource;
import dev.coffer.tx.OwnTransactions;

/**
 * The repository of scheduled backups. Each run opens it again: a repository that was replaced has
 * another key.
 */
record PlannedRepository(BackupSettings settings, OwnTransactions own) implements BackupSource {

  @Override
  public boolean exists() {
    return BackupRepository.exists(settings.location());
  }

  /** The task restores nothing into the database, so no cache must be emptied. */
  @Override
  public Backups open(String node) {
    return new RepositoryBackups(own, settings, node, () -> {}, ScratchH2::new);
  }
}
