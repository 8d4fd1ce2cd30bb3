package dev.coffer.backup.restore;

import dev.coffer.backup.BackupOperation;
import dev.coffer.backup.BackupProgress;
import dev.coffer.backup.RestoreConflictException;
import dev.coffer.backup.RestorePlan;
import dev.coffer.backup.RestoreReport;
import dev.coffer.backup.progress.ProgressMeter;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.tx.Transactions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a snapshot into a database of any product, in short transactions, and compares the rows
 * with it. If it is interrupted, the next run continues: rows that are there count as restored.
 * Thread-safe.
 *
 * <p>Afterwards the caches of the process must be emptied.
 */
public final class Restore {
  private final Transactions own;
  private final RestorePlan plan;
  private final @Nullable Consumer<BackupProgress> listener;

  /**
   * Creates a restore.
   *
   * @param listener is told the progress; null for none
   */
  public Restore(Transactions own, RestorePlan plan, @Nullable Consumer<BackupProgress> listener) {
    this.own = own;
    this.plan = plan;
    this.listener = listener;
  }

  /**
   * Restores the chosen contents and records of a snapshot. Rows that others have changed or
   * deleted since are not compared.
   *
   * @throws RestoreConflictException if the rule refuses a record, or an id belongs to another
   *     content
   * @throws IllegalArgumentException if the snapshot does not have something that the plan names
   */
  public RestoreReport run(BlobStore store, Manifest manifest) {
    return run(store, manifest, false);
  }

  /** Restores a snapshot into a database that nobody else uses, and compares every row with it. */
  public RestoreReport runExactly(BlobStore store, Manifest manifest) {
    return run(store, manifest, true);
  }

  private RestoreReport run(BlobStore store, Manifest manifest, boolean exact) {
    Selection selection = new Selection(store, manifest, plan);
    ProgressMeter meter = meter(BackupOperation.RESTORE, selection);
    DictionaryRestore dictionaries = new DictionaryRestore(store, manifest);
    dictionaries.run(
        own, selection.collections().stream().map(Manifest.CollectionEntry::name).toList());
    ContentRestore contents = new ContentRestore(own, store, selection, meter);
    contents.run();
    RecordRestore records =
        new RecordRestore(own, selection, dictionaries, plan.conflicts(), meter);
    records.run();
    meter.end();
    Comparison comparison =
        new Comparison(selection, exact, meter(BackupOperation.COMPARE, selection));
    comparison.run(own);
    return new RestoreReport(
        records.restored(),
        contents.restored(),
        comparison.records(),
        comparison.contents(),
        comparison.problems());
  }

  private ProgressMeter meter(BackupOperation operation, Selection selection) {
    return new ProgressMeter(operation, selection.size(), listener);
  }
}
