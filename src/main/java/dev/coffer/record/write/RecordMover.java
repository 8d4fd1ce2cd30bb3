package dev.coffer.record.write;

import dev.coffer.api.RecordConflictException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.dialect.Dialect;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.record.cache.RecordCache;
import dev.coffer.record.key.KeyRange;
import dev.coffer.record.key.Utf8Order;
import dev.coffer.record.row.ExistingRecord;
import dev.coffer.record.row.MoveStatements;
import dev.coffer.record.row.RangeQueries;
import dev.coffer.record.row.StampedKey;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.WriteTarget;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives records other keys or another collection, inside a unit of work. Thread-safe. */
final class RecordMover {

  private final Dictionaries dictionaries;
  private final RecordCache cache;

  RecordMover(Dictionaries dictionaries, RecordCache cache) {
    this.dictionaries = dictionaries;
    this.cache = cache;
  }

  /**
   * Gives a record another key.
   *
   * @return the version of the record before; null if there is no record under the key
   * @throws RecordConflictException if there is a record under the new key
   */
  @Nullable Long rename(UnitOfWork unit, String collection, String key, String newKey)
      throws SQLException {
    List<String> both = Stream.of(key, newKey).sorted(Utf8Order.COMPARATOR).toList();
    Map<String, ExistingRecord.Locked> locked = ExistingRecord.lock(unit, collection, both);
    ExistingRecord.Locked from = locked.get(key);
    if (from == null || !from.alive()) {
      return null;
    }
    ExistingRecord.Locked to = locked.get(newKey);
    if (to != null && to.alive()) {
      throw new RecordConflictException(
          collection,
          newKey,
          0,
          to.version(),
          "The record '%s' of collection '%s' cannot be renamed to '%s', because there is a record under this key; delete it first or use another key."
              .formatted(key, collection, newKey));
    }
    unit.writes(WriteTarget.rename(collection, List.of(key, newKey)));
    cache.beforeDelete(unit, collection, List.of(key));
    cache.beforeWrite(unit, collection, List.of(newKey));
    try {
      if (to != null) {
        MoveStatements.deleteExpired(unit, collection, newKey);
      }
      MoveStatements.toKey(unit, collection, key, newKey);
    } catch (SQLException e) {
      throw afterRivals(unit.dialect(), e, collection, newKey);
    }
    return from.version();
  }

  /**
   * Gives all records of a collection another collection.
   *
   * @return the number of records
   * @throws RecordConflictException if the other collection has a record
   */
  long renameCollection(UnitOfWork unit, String collection, String newName) throws SQLException {
    List<StampedKey> first = RangeQueries.keys(unit, newName, KeyRange.ALL, 1);
    if (!first.isEmpty()) {
      String key = first.get(0).key();
      throw new RecordConflictException(
          newName,
          key,
          0,
          first.get(0).stamp().version(),
          "Collection '%s' cannot be renamed to '%s', which has records, such as '%s'; delete them first or use another name."
              .formatted(collection, newName, key));
    }
    cache.beforeRename(unit, collection);
    MoveStatements.deleteExpired(unit, collection);
    MoveStatements.deleteExpired(unit, newName);
    long moved;
    try {
      moved = MoveStatements.toCollection(unit, collection, newName);
    } catch (SQLException e) {
      throw afterRivals(unit.dialect(), e, collection, newName);
    }
    MoveStatements.beginRecompressionAnew(unit, collection, newName);
    dictionaries.copy(unit, collection, newName);
    return moved;
  }

  /**
   * The failure of a move. A replay finds what a concurrent writer has added under the new name, or
   * moves what it has added under the old one.
   */
  private static SQLException afterRivals(
      Dialect dialect, SQLException e, String collection, String newName) {
    if (dialect.isDuplicateKey(e) || dialect.isForeignKeyViolation(e)) {
      throw new TransientCofferException(
          "Another transaction wrote to collection '%s' or to '%s' during a rename; roll back the transaction and replay it."
              .formatted(collection, newName),
          e);
    }
    return e;
  }
}
