package dev.coffer.record.cache;

import dev.coffer.cache.CacheRegions;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.codec.frame.Payload;
import dev.coffer.record.row.RecordHead;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.StoredBytes;
import dev.coffer.record.value.ValueBytes;
import dev.coffer.tx.Transactions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of records in the second-level cache. A row is the record with its inline frame, or with
 * the frame of its content. The frame of a content is stored by the content's id, and is used only
 * if it is the frame that the record was read with. Thread-safe.
 *
 * <p>If a lookup in the cache fails, it counts as a miss. If a store fails, nothing is cached. If a
 * removal fails, the methods return false, and the caller must not trust the cache any more.
 */
public final class CachedRows {

  private static final Logger log = LoggerFactory.getLogger(CachedRows.class);

  private final CachedRegion records;
  private final @Nullable CachedRegion frames;
  private final DatabaseReader direct;

  /** The beginning of all keys of the database. */
  private final String prefix;

  private CachedRows(
      CachedRegion records, @Nullable CachedRegion frames, DatabaseReader direct, long database) {
    this.records = records;
    this.frames = frames;
    this.direct = direct;
    this.prefix = Long.toHexString(database) + '/';
  }

  /**
   * The cached rows of a database over a session factory; null if the factory has no region for
   * them.
   */
  public static @Nullable CachedRows of(
      SessionFactory sessions, ClosingGate gate, long database, DatabaseReader direct) {
    CachedRegion records = CachedRegion.of(sessions, CacheRegions.RECORD, gate);
    if (records == null) {
      return null;
    }
    // A host's provider may bound its regions by the number of entries, and a frame may have a
    // megabyte.
    boolean bounded =
        Boolean.parseBoolean(
            String.valueOf(sessions.getProperties().get(CacheRegions.FRAMES_BOUNDED_BY_BYTES)));
    CachedRegion frames = bounded ? CachedRegion.of(sessions, CacheRegions.FRAME, gate) : null;
    return new CachedRows(records, frames, direct, database);
  }

  /** The cached row of a key; null if the cache lacks the record or its bytes. */
  @Nullable RecordRow find(Transactions transactions, String collection, String key) {
    return find(transactions, collection, List.of(key), 0).get(key);
  }

  /**
   * The cached rows of these keys. A key of which the cache lacks the record or its bytes is absent
   * from the result.
   *
   * @param mostMisses the number of misses, beyond the number of hits, after which the remaining
   *     keys are not looked up
   */
  Map<String, RecordRow> find(
      Transactions transactions, String collection, List<String> keys, int mostMisses) {
    try {
      Map<String, RecordRow> found =
          records.look(lookup -> find(lookup, transactions, collection, keys, mostMisses));
      return found == null ? Map.of() : found;
    } catch (RuntimeException e) {
      log.warn("The cache failed for keys of '{}'; the database is read.", collection, e);
      return Map.of();
    }
  }

  private Map<String, RecordRow> find(
      CachedRegion.Lookup lookup,
      Transactions transactions,
      String collection,
      List<String> keys,
      int mostMisses) {
    Map<String, RecordRow> found = new HashMap<>();
    int misses = 0;
    for (String key : keys) {
      RecordRow row = find(lookup, transactions, collection, key);
      if (row != null) {
        found.put(key, row);
      } else if (++misses > found.size() + mostMisses) {
        break;
      }
    }
    return found;
  }

  private @Nullable RecordRow find(
      CachedRegion.Lookup lookup, Transactions transactions, String collection, String key) {
    CachedRecord record = record(lookup.get(recordKey(collection, key)));
    Payload payload = record == null ? null : payload(record);
    if (record == null || payload == null) {
      return null;
    }
    RecordHead head = record.head();
    StoredBytes bytes =
        new StoredBytes.Cached(
            payload,
            head.size(),
            dictionaries -> anew(transactions, collection, key, head, dictionaries));
    return new RecordRow(key, head, bytes);
  }

  private static @Nullable CachedRecord record(@Nullable Object found) {
    return found == null ? null : CachedRecord.parse((byte[]) found);
  }

  private @Nullable Payload payload(CachedRecord record) {
    Long contentId = record.head().contentId();
    if (contentId == null) {
      return record.payload();
    }
    byte[] frame = frames == null ? null : (byte[]) frames.get(frameKey(contentId));
    return frame != null && record.hasFrame(frame) ? Payload.ofFrame(frame) : null;
  }

  /** Caches a row that was read from the database, unless its bytes are too large for a cache. */
  void keep(String collection, RecordRow row) {
    if (!(row.bytes() instanceof StoredBytes.Framed framed)) {
      return;
    }
    Long contentId = row.contentId();
    try {
      if (contentId != null) {
        if (frames == null) {
          return;
        }
        frames.put(frameKey(contentId), framed.payload().frame());
      }
      records.put(recordKey(collection, row.key()), CachedRecord.of(row, framed.payload()).bytes());
    } catch (RuntimeException e) {
      log.warn("The cache failed to store '{}' of '{}'.", row.key(), collection, e);
    }
  }

  /** Whether the cache has no other version of a key than this one. */
  boolean agrees(String collection, String key, long version) {
    try {
      CachedRecord record = record(records.get(recordKey(collection, key)));
      return record == null || record.head().version() == version;
    } catch (RuntimeException e) {
      log.warn(
          "The cache failed for '{}' of '{}'; the key is removed from it.", key, collection, e);
      return false;
    }
  }

  /**
   * Removes a row.
   *
   * @return whether the removal succeeded
   */
  boolean forget(String collection, String key) {
    return forget(collection, List.of(key));
  }

  /**
   * Removes rows.
   *
   * @return whether the removal succeeded
   */
  boolean forget(String collection, List<String> keys) {
    return tryRemove(
        () -> records.remove(keys.stream().map(key -> recordKey(collection, key)).toList()));
  }

  /**
   * Removes all records, but not the frames of contents, which never change.
   *
   * @return whether the removal succeeded
   */
  boolean forgetRecords() {
    return tryRemove(records::clear);
  }

  /**
   * Removes all rows, also those of other databases that share the cache.
   *
   * @return whether the removal succeeded
   */
  boolean forgetAll() {
    return tryRemove(
        () -> {
          records.clear();
          if (frames != null) {
            frames.clear();
          }
        });
  }

  private boolean tryRemove(Runnable removal) {
    try {
      removal.run();
      return true;
    } catch (RuntimeException e) {
      log.error("The cache cannot remove changed rows; they are no longer read from it.", e);
      return false;
    }
  }

  /** Reads the bytes from the database, after the cached bytes were found damaged. */
  private byte[] anew(
      Transactions transactions,
      String collection,
      String key,
      RecordHead head,
      DictionarySource dictionaries) {
    forget(collection, key);
    RecordRow row = direct.find(transactions, collection, key);
    // A recompression may rewrite the value in a newer form, under the same stamp.
    if (row == null || !row.stamp().equals(head.stamp()) || !row.type().equals(head.type())) {
      throw ValueBytes.damaged(
          collection,
          key,
          "its cached bytes are damaged, and it has changed since: read it again",
          null);
    }
    return row.bytes().raw(dictionaries);
  }

  /** The key of a record. The length separates the collection from the key. */
  private String recordKey(String collection, String key) {
    return prefix + collection.length() + ':' + collection + key;
  }

  private String frameKey(long contentId) {
    return prefix + contentId;
  }
}
