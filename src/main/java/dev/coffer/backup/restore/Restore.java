package dev.coffer.backup.restore;

import dev.coffer.backup.ConflictRule;
import dev.coffer.backup.RestoreConflictException;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.tx.Transactions;
import java.util.function.Predicate;

/**
 * Writes a snapshot into a database of any product, in short transactions. If it is interrupted,
 * the next run continues: rows that are there count as restored. Thread-safe.
 *
 * <p>Afterwards the caches of the process must be emptied.
 */
public final class Restore {
  private final Transactions own;
  private final ConflictRule rule;

  public Restore(Transactions own, ConflictRule rule) {
    this.own = own;
    this.rule = rule;
  }

  /** The numbers of records and contents that were written. */
  public record Restored(long records, long contents) {}

  /**
   * Restores the contents and the records of a snapshot.
   *
   * @param collections whether to restore the records of a collection
   * @throws RestoreConflictException if the rule refuses a record, or an id belongs to another
   *     content
   */
  public Restored run(BlobStore store, Manifest manifest, Predicate<String> collections) {
    DictionaryRestore.run(own, store, manifest);
    ContentRestore contents = new ContentRestore(own, store, manifest);
    contents.run();
    RecordRestore records = new RecordRestore(own, store, rule);
    records.run(manifest, collections);
    return new Restored(records.restored(), contents.restored());
  }
}
