package dev.coffer.record.write;

import dev.coffer.api.TransientCofferException;
import dev.coffer.record.ConditionalPut;
import dev.coffer.record.Expiry;
import dev.coffer.record.Put;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.cache.RecordCache;
import dev.coffer.record.row.DeleteStatements;
import dev.coffer.record.row.ExistingRecord;
import dev.coffer.record.row.RecordReferences;
import dev.coffer.record.row.RecordStatements;
import dev.coffer.record.row.ReplaceStatements;
import dev.coffer.record.row.ValueReferences;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes single records under a condition, inside a unit of work. Thread-safe.
 *
 * <p>Each statement repeats the condition. In a host's transaction the snapshot may be old. There
 * only the row itself, locked and read past the snapshot, can show that the condition failed.
 */
final class ConditionalWriter {

  /** How often a write is tried while other transactions change the record. */
  private static final int ROUNDS = 4;

  /** The version that stands for an absent record. */
  static final long ABSENT = 0;

  private final RecordWriter writer;
  private final RecordCache cache;

  ConditionalWriter(RecordWriter writer, RecordCache cache) {
    this.writer = writer;
    this.cache = cache;
  }

  ConditionalPut putIfAbsent(UnitOfWork unit, String collection, Draft draft, Expiry expiry)
      throws SQLException {
    String key = draft.key();
    RecordStatements.@Nullable Row row = null;
    for (int round = 0; round < ROUNDS; round++) {
      ExistingRecord.@Nullable Locked now =
          round == 0 ? committed(unit, collection, key) : locked(unit, collection, key);
      if (now != null && now.alive()) {
        return refused(collection, key, now);
      }
      if (row == null) {
        cache.beforeWrite(unit, collection, List.of(key));
        row = writer.rows(unit, collection, List.of(draft)).get(0);
      }
      if (now == null) {
        Put created = RecordStatements.insertIfAbsent(unit, collection, row, expiry);
        if (created != null) {
          RecordReferences.upsert(unit, collection, List.of(row));
          ValueReferences.insert(unit, collection, List.of(row));
          RecordWriter.addExpiries(unit, collection, List.of(row), expiry);
          return new ConditionalPut.Done(created);
        }
      } else if (ReplaceStatements.revive(unit, collection, row, expiry, now.version()) != null) {
        replaceReference(unit, collection, row);
        ValueReferences.replace(unit, collection, List.of(row));
        RecordWriter.addExpiries(unit, collection, List.of(row), expiry);
        return new ConditionalPut.Done(new Put(PutOutcome.CREATED, now.version() + 1));
      }
    }
    throw tooManyConflicts(collection, key);
  }

  /**
   * The record of a key that may justify a refusal. A host's snapshot may show a record that is
   * gone, so a record found there is read again under its lock.
   */
  private static ExistingRecord.@Nullable Locked committed(
      UnitOfWork unit, String collection, String key) throws SQLException {
    ExistingRecord found = ExistingRecord.read(unit, collection, List.of(key)).get(key);
    return found != null && found.alive() && unit.joinsHost()
        ? locked(unit, collection, key)
        : ExistingRecord.Locked.of(found);
  }

  private static ExistingRecord.@Nullable Locked locked(
      UnitOfWork unit, String collection, String key) throws SQLException {
    return ExistingRecord.lock(unit, collection, List.of(key)).get(key);
  }

  private static void replaceReference(UnitOfWork unit, String collection, RecordStatements.Row row)
      throws SQLException {
    if (row.contentId() == null) {
      RecordReferences.delete(unit, collection, List.of(row.key()));
    } else {
      RecordReferences.upsert(unit, collection, List.of(row));
    }
  }

  ConditionalPut putIfVersion(
      UnitOfWork unit, String collection, Draft draft, Expiry expiry, long expectedVersion)
      throws SQLException {
    if (expectedVersion == ABSENT) {
      return putIfAbsent(unit, collection, draft, expiry);
    }
    String key = draft.key();
    Map<String, ExistingRecord> existing = ExistingRecord.read(unit, collection, List.of(key));
    ExistingRecord before = existing.get(key);
    if (before != null && before.isAt(expectedVersion)) {
      List<Draft> equal = writer.equal(unit, collection, List.of(draft), existing);
      Put kept = writer.keep(unit, collection, equal, expiry, existing).get(key);
      if (kept != null) {
        cache.versionSeen(collection, key, kept.version());
        return new ConditionalPut.Done(kept);
      }
    } else {
      // Only the committed state may justify a refusal, and a host's snapshot may show an older
      // one.
      ExistingRecord.Locked now =
          unit.joinsHost() ? locked(unit, collection, key) : ExistingRecord.Locked.of(before);
      if (now == null || !now.isAt(expectedVersion)) {
        return refused(collection, key, now);
      }
    }
    cache.beforeWrite(unit, collection, List.of(key));
    RecordStatements.Row row = writer.rows(unit, collection, List.of(draft)).get(0);
    if (ReplaceStatements.replace(unit, collection, row, expiry, expectedVersion) != null) {
      ExistingRecord replaced = before != null && before.isAt(expectedVersion) ? before : null;
      boolean inlineBefore = replaced != null && replaced.frame() != null;
      if (!inlineBefore || row.contentId() != null) {
        replaceReference(unit, collection, row);
      }
      if (replaced == null || replaced.refers() || !row.references().isEmpty()) {
        ValueReferences.replace(unit, collection, List.of(row));
      }
      // The statement does not return the new expiry, so whether it is later is unknown here.
      RecordWriter.addExpiries(unit, collection, List.of(row), expiry);
      return new ConditionalPut.Done(new Put(PutOutcome.REPLACED, expectedVersion + 1));
    }
    ExistingRecord.Locked now = locked(unit, collection, key);
    if (now != null && now.isAt(expectedVersion)) {
      throw tooManyConflicts(collection, key);
    }
    return refused(collection, key, now);
  }

  /** The refusal of a write, which memory learns too. */
  ConditionalPut refused(String collection, String key, ExistingRecord.@Nullable Locked now) {
    long version = now == null || !now.alive() ? ABSENT : now.version();
    cache.versionSeen(collection, key, version);
    return new ConditionalPut.Refused(version);
  }

  private static TransientCofferException tooManyConflicts(String collection, String key) {
    return new TransientCofferException(
        ("Other transactions keep changing the record '%s' of collection '%s' in ways that this one"
                + " cannot see; roll back the transaction and replay it.")
            .formatted(key, collection));
  }

  boolean deleteIfVersion(UnitOfWork unit, String collection, String key, long expectedVersion)
      throws SQLException {
    cache.beforeDelete(unit, collection, List.of(key));
    return DeleteStatements.deleteAt(unit, collection, key, expectedVersion);
  }
}
