package dev.coffer.record.write;

import dev.coffer.api.ContentHash;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.record.Expiry;
import dev.coffer.record.cache.RecordCache;
import dev.coffer.record.key.Utf8Order;
import dev.coffer.record.row.ContentBytes;
import dev.coffer.record.row.ExistingRecord;
import dev.coffer.record.row.ExpiryStatements;
import dev.coffer.record.row.RecordQueries;
import dev.coffer.record.row.RecordStamp;
import dev.coffer.record.row.SelectedRow;
import dev.coffer.record.row.StoredBytes;
import dev.coffer.record.row.TransferStatements;
import dev.coffer.record.row.ValueReferences;
import dev.coffer.record.value.EncodedValue;
import dev.coffer.record.value.ValueBytes;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The transfer of records to another database, with their versions, times and expiry. Listeners are
 * not told of it, because no record changes. Thread-safe.
 */
public final class RecordTransfer {

  private final RecordWriter writer;
  private final RecordCache cache;
  private final ContentEngine contents;
  private final Dictionaries dictionaries;
  private final ValueBytes values;

  RecordTransfer(
      RecordWriter writer,
      RecordCache cache,
      ContentEngine contents,
      Dictionaries dictionaries,
      ValueBytes values) {
    this.writer = writer;
    this.cache = cache;
    this.contents = contents;
    this.dictionaries = dictionaries;
    this.values = values;
  }

  /**
   * A record on its way to another database.
   *
   * @param key the key's text
   * @param type the stable name of the type
   * @param stamp the version, times and expiry
   * @param raw the value
   * @param hashes the contents to which the value refers: distinct and sorted
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Moved(
      String key, String type, RecordStamp stamp, byte[] raw, List<ContentHash> hashes) {}

  /**
   * Locks the rows of these keys, also of expired records, and reads the records that have not
   * expired.
   *
   * @param keys distinct and sorted
   * @throws dev.coffer.api.DamagedRecordException if a value is damaged
   */
  public List<Moved> lock(UnitOfWork unit, String collection, List<String> keys)
      throws SQLException {
    // Memory must not answer for a record that may be elsewhere already.
    cache.beforeDelete(unit, collection, keys);
    Map<String, ExistingRecord.Locked> locked = ExistingRecord.lock(unit, collection, keys);
    List<String> alive =
        keys.stream()
            .filter(
                key -> {
                  ExistingRecord.Locked row = locked.get(key);
                  return row != null && row.alive();
                })
            .toList();
    if (alive.isEmpty()) {
      return List.of();
    }
    List<SelectedRow> rows = RecordQueries.of(unit, collection, alive);
    Map<Long, StoredBytes> large = new ContentBytes(contents).load(unit, rows);
    Map<String, Set<ContentHash>> hashes =
        ValueReferences.hashes(unit, collection, alive, contents.domain());
    List<Moved> moved = new ArrayList<>(rows.size());
    for (SelectedRow row : rows) {
      List<ContentHash> referred =
          hashes.getOrDefault(row.key(), Set.of()).stream().sorted().toList();
      moved.add(
          new Moved(
              row.key(),
              row.head().type(),
              row.head().stamp(),
              raw(unit, collection, row, large),
              referred));
    }
    moved.sort(Comparator.comparing(Moved::key, Utf8Order.COMPARATOR));
    return moved;
  }

  private byte[] raw(
      UnitOfWork unit, String collection, SelectedRow row, Map<Long, StoredBytes> large) {
    byte[] frame = row.frame();
    StoredBytes bytes = frame != null ? ContentBytes.framed(frame) : large.get(row.contentId());
    if (bytes == null) {
      throw ValueBytes.damaged(collection, row.key(), "its content is missing", null);
    }
    DictionarySource readable = dictionaries.of(unit, collection);
    return values.opened(collection, row.with(bytes), readable).bytes().raw(readable);
  }

  /**
   * Writes records that were read elsewhere, over any record of the same key. The contents to which
   * they refer must be stored.
   *
   * @param moved sorted by key
   */
  public void insert(UnitOfWork unit, String collection, List<Moved> moved) throws SQLException {
    cache.beforeWrite(unit, collection, moved.stream().map(Moved::key).toList());
    var unused =
        writer.putAll(
            unit,
            collection,
            moved.stream()
                .map(
                    each ->
                        new Draft(
                            each.key(), each.type(), new EncodedValue(each.raw(), each.hashes())))
                .toList(),
            Expiry.never());
    for (Moved each : moved) {
      TransferStatements.set(unit, collection, each.key(), each.stamp());
    }
    List<String> expiring =
        moved.stream().filter(each -> each.stamp().expiresAt() != null).map(Moved::key).toList();
    if (!expiring.isEmpty()) {
      ExpiryStatements.addRows(unit, collection, expiring);
    }
  }

  /** Deletes the rows of these keys, also of expired records. They must be locked. */
  public void delete(UnitOfWork unit, String collection, List<String> keys) throws SQLException {
    TransferStatements.delete(unit, collection, keys);
  }
}
