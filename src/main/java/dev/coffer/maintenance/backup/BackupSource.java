package dev.coffer.maintenance.backup;

import dev.coffer.backup.Backups;

/** The repository of the scheduled backups of a database. Thread-safe. */
public interface BackupSource {

  /** Whether the location has a repository. */
  boolean exists();

  /**
   * Opens the repository, and creates it if its directory is empty or absent.
   *
   * @param node the name of this process in snapshots
   */
  Backups open(String node);
}
