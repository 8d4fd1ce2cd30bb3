package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.backup.BackupReport;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.Backups;
import dev.coffer.backup.CheckLevel;
import dev.coffer.backup.CheckReport;
import dev.coffer.format.scan.Json;
import java.nio.file.Path;

/** The end of a trial: a backup that is restored into another database and compared. */
record TrialBackup(BackupReport backup, CheckReport check) {

  /**
   * Backs up and verifies.
   *
   * @param repository an absent or empty directory
   */
  static TrialBackup run(Coffer coffer, Path repository) {
    Backups backups = coffer.backups(BackupSettings.at(repository));
    BackupReport backup = backups.create();
    return new TrialBackup(backup, backups.verify(backup.snapshot(), CheckLevel.TRIAL));
  }

  /** The result in one line. */
  String line() {
    return isDone()
        ? "Backed up in %s, verified by a trial restore: %s records and %s contents are equal."
            .formatted(
                Amounts.bytes(backup.addedBytes()),
                Amounts.count(check.comparedRecords()),
                Amounts.count(check.comparedContents()))
        : "The backup differs from the database: " + problems();
  }

  private String problems() {
    return String.join("; ", check.isSound() ? backup.snapshot().damage() : check.problems());
  }

  /** Whether the restored database equals the snapshot, and nothing was left out. */
  boolean isDone() {
    return check.isSound() && backup.snapshot().damage().isEmpty();
  }

  /** The figures as JSON. */
  Json asJson() {
    return new Json()
        .with("bytes", backup.addedBytes())
        .with("equalRecords", check.comparedRecords())
        .with("equalContents", check.comparedContents())
        .with("sound", isDone());
  }
}
