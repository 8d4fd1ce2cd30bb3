package dev.coffer.backup.run;

import dev.coffer.backup.BackupProgress;
import dev.coffer.backup.BackupReport;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.Backups;
import dev.coffer.backup.RepairReport;
import dev.coffer.backup.RestorePlan;
import dev.coffer.backup.RestoreReport;
import dev.coffer.backup.RetentionPolicy;
import dev.coffer.backup.RetentionReport;
import dev.coffer.backup.Snapshot;
import dev.coffer.backup.create.BackupCreation;
import dev.coffer.backup.repair.Repair;
import dev.coffer.backup.restore.Restore;
import dev.coffer.backup.store.BackupRepository;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.schema.Schema;
import dev.coffer.tx.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The backups of one database in one repository. Thread-safe. */
public final class RepositoryBackups extends RepositorySnapshots implements Backups {
  private final Transactions own;
  private final String database;
  private final String node;
  private final Runnable evictCaches;

  /**
   * Opens the repository, and creates it if its directory is empty or absent.
   *
   * @param own the transactions of the database
   * @param node the name of this process in manifests
   * @param evictCaches empties the caches of this process
   * @param scratch makes a database for a trial restore
   */
  public RepositoryBackups(
      Transactions own,
      BackupSettings settings,
      String node,
      Runnable evictCaches,
      Supplier<ScratchDatabase> scratch) {
    super(
        BackupRepository.openOrCreate(settings.location(), settings.secret()),
        settings.grace(),
        scratch,
        null);
    this.own = own;
    this.database = own.read(unit -> Schema.version(unit.connection()).identity());
    this.node = node;
    this.evictCaches = evictCaches;
  }

  private RepositoryBackups(
      RepositoryBackups original, @Nullable Consumer<BackupProgress> listener) {
    super(original.repository(), original.grace(), original.scratch(), listener);
    this.own = original.own;
    this.database = original.database;
    this.node = original.node;
    this.evictCaches = original.evictCaches;
  }

  @Override
  public Backups withProgress(Consumer<BackupProgress> newListener) {
    return new RepositoryBackups(this, newListener);
  }

  @Override
  public BackupReport create(String... tags) {
    long start = System.nanoTime();
    BackupCreation.Made made = make(List.of(tags));
    return new BackupReport(
        snapshot(made.name(), made.manifest(), List.of()),
        made.addedBytes(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private BackupCreation.Made make(List<String> tags) {
    BackupCreation.Made made;
    try {
      made = new BackupCreation(own, repository(), grace(), listener()).run(node, tags);
    } catch (RuntimeException | Error failure) {
      try {
        CheckRows.addFailedBackup(repository(), database, Instant.now());
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
      throw failure;
    }
    CheckRows.removeFailedBackups(repository(), database);
    return made;
  }

  @Override
  public List<RetentionReport> forget(RetentionPolicy policy, boolean dryRun) {
    return forget(policy, dryRun, database::equals);
  }

  @Override
  public RestoreReport restore(Snapshot snapshot, RestorePlan plan) {
    try (BlobStore store = repository().blobs()) {
      return new Restore(own, plan, listener()).run(store, manifest(snapshot.id()));
    } finally {
      evictCaches.run();
    }
  }

  @Override
  public RepairReport repair() {
    BackupCreation creation = new BackupCreation(own, repository(), grace(), listener());
    return new Repair(repository()).run(creation::copyTo, Instant.now());
  }
}
