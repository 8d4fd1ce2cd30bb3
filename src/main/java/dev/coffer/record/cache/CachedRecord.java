package dev.coffer.record.cache;

import dev.coffer.codec.frame.Payload;
import dev.coffer.record.row.RecordHead;
import dev.coffer.record.row.RecordRow;
import java.io.Serializable;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A record in the form in which the second-level cache stores it.
 *
 * @param head the row without key and value
 * @param frameMark the mark by which {@link #hasFrame} recognizes the frame of the record's
 *     content; 0 for an inline record
 * @param payload the inline frame; null if the value is a content, whose frame has its own cache
 *     entry
 */
record CachedRecord(RecordHead head, long frameMark, @Nullable Payload payload)
    implements Serializable {

  /** The length of the longest frame header, in bytes. */
  private static final int HEADER = 16;

  /**
   * The cache key of a record. It includes the database, because two databases may share a cache.
   */
  record Key(long database, String collection, String key) implements Serializable {

    // The generated methods are not compiled into their callers, and every read and put calls them.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key name
          && key.equals(name.key)
          && collection.equals(name.collection)
          && database == name.database;
    }

    @Override
    public int hashCode() {
      return 31 * (31 * Long.hashCode(database) + collection.hashCode()) + key.hashCode();
    }
  }

  /** The cache key of the frame of a content. */
  record FrameKey(long database, long contentId) implements Serializable {}

  static CachedRecord of(RecordRow row, Payload payload) {
    return row.contentId() == null
        ? new CachedRecord(row.head(), 0, payload)
        : new CachedRecord(row.head(), mark(payload), null);
  }

  /**
   * Whether this is the frame that the record's content had when the record was read. After an
   * older state of the database is restored, ids of contents are assigned again. A cache on disk or
   * in another process may still have the frame of the content that had the id before.
   */
  boolean hasFrame(Payload frame) {
    return mark(frame) == frameMark;
  }

  /** The length of the frame and a hash of its header, which contains the checksum of the rest. */
  private static long mark(Payload payload) {
    byte[] frame = payload.frame();
    CRC32C header = new CRC32C();
    header.update(frame, 0, Math.min(frame.length, HEADER));
    return (long) frame.length << 32 | header.getValue();
  }
}
