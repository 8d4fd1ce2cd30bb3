package dev.coffer.record.cache;

import dev.coffer.cache.CacheRegions;
import dev.coffer.codec.DictionarySource;
import dev.coffer.codec.Payload;
import dev.coffer.record.row.RecordHead;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.RecordStamp;
import dev.coffer.record.row.StoredBytes;
import dev.coffer.record.value.ValueBytes;
import dev.coffer.tx.Transactions;
import java.util.List;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of records as the second-level cache keeps them: the record with its inline frame, or with
 * the frame of its content, which is kept by the content's id and believed only if it is the one
 * that the record was read with. Thread-safe.
 *
 * <p>A cache that fails to answer knows nothing, and one that fails to keep keeps nothing; where it
 * fails to forget, the caller is told, who must not believe it any more.
 */
public final class CachedRows {

  private static final Logger log = LoggerFactory.getLogger(CachedRows.class);

  private final CachedRegion records;
  private final @Nullable CachedRegion frames;
  private final DatabaseReader direct;
  private final long database;

  private CachedRows(
      CachedRegion records, @Nullable CachedRegion frames, DatabaseReader direct, long database) {
    this.records = records;
    this.frames = frames;
    this.direct = direct;
    this.database = database;
  }

  /** The rows that a factory caches of a database; null if it caches none. */
  public static @Nullable CachedRows of(
      SessionFactory sessions, ClosingGate gate, long database, DatabaseReader direct) {
    CachedRegion records = CachedRegion.of(sessions, CacheRegions.RECORD, gate);
    if (records == null) {
      return null;
    }
    // A host's provider may bound its regions by entries; a frame may have a megabyte.
    boolean bounded =
        Boolean.parseBoolean(
            String.valueOf(sessions.getProperties().get(CacheRegions.FRAMES_BOUNDED_BY_BYTES)));
    CachedRegion frames = bounded ? CachedRegion.of(sessions, CacheRegions.FRAME, gate) : null;
    return new CachedRows(records, frames, direct, database);
  }

  /** What the cache knows of a key; null if it lacks the record or its bytes. */
  @Nullable RecordRow find(Transactions transactions, String collection, String key) {
    try {
      CachedRecord record = (CachedRecord) records.get(recordKey(collection, key));
      Payload payload = record == null ? null : payload(record);
      if (record == null || payload == null) {
        return null;
      }
      RecordHead head = record.head();
      StoredBytes bytes =
          new StoredBytes.Cached(
              payload,
              head.size(),
              dictionaries -> anew(transactions, collection, key, head.stamp(), dictionaries));
      return new RecordRow(key, head, bytes);
    } catch (RuntimeException e) {
      log.warn("The cache failed for '{}' of '{}'; the database answers.", key, collection, e);
      return null;
    }
  }

  private @Nullable Payload payload(CachedRecord record) {
    Long contentId = record.head().contentId();
    if (contentId == null) {
      return record.payload();
    }
    Payload frame = frames == null ? null : (Payload) frames.get(frameKey(contentId));
    return frame != null && record.hasFrame(frame) ? frame : null;
  }

  /** Keeps a row that was read from the database, unless its bytes are too large for a cache. */
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
        frames.put(frameKey(contentId), framed.payload());
      }
      records.put(recordKey(collection, row.key()), CachedRecord.of(row, framed.payload()));
    } catch (RuntimeException e) {
      log.warn("The cache refused '{}' of '{}'.", row.key(), collection, e);
    }
  }

  /** Whether the cache has no other version of a key than this one. */
  boolean agrees(String collection, String key, long version) {
    try {
      CachedRecord record = (CachedRecord) records.get(recordKey(collection, key));
      return record == null || record.head().version() == version;
    } catch (RuntimeException e) {
      log.warn("The cache failed for '{}' of '{}'; it shall forget it.", key, collection, e);
      return false;
    }
  }

  /** Forgets a row; whether it has. */
  boolean forget(String collection, String key) {
    return forget(collection, List.of(key));
  }

  /** Forgets rows; whether it has. */
  boolean forget(String collection, List<String> keys) {
    return succeeds(
        () -> records.remove(keys.stream().map(key -> recordKey(collection, key)).toList()));
  }

  /** Forgets every record, but no frame of a content, which never changes; whether it has. */
  boolean forgetRecords() {
    return succeeds(records::clear);
  }

  /** Forgets every row, also those of other databases that share the cache; whether it has. */
  boolean forgetAll() {
    return succeeds(
        () -> {
          records.clear();
          if (frames != null) {
            frames.clear();
          }
        });
  }

  private boolean succeeds(Runnable removal) {
    try {
      removal.run();
      return true;
    } catch (RuntimeException e) {
      log.error("The cache cannot forget what has changed; it is no longer asked for it.", e);
      return false;
    }
  }

  /** The bytes from the database, after those from the cache were found damaged. */
  private byte[] anew(
      Transactions transactions,
      String collection,
      String key,
      RecordStamp stamp,
      DictionarySource dictionaries) {
    forget(collection, key);
    RecordRow row = direct.find(transactions, collection, key);
    if (row == null || !row.stamp().equals(stamp)) {
      throw ValueBytes.damaged(
          collection, key, "its cached bytes were, and it has changed since: read it again", null);
    }
    return row.bytes().raw(dictionaries);
  }

  private CachedRecord.Key recordKey(String collection, String key) {
    return new CachedRecord.Key(database, collection, key);
  }

  private CachedRecord.FrameKey frameKey(long contentId) {
    return new CachedRecord.FrameKey(database, contentId);
  }
}
