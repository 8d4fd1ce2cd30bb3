package dev.coffer.record.cache;

import dev.coffer.codec.Payload;
import dev.coffer.record.row.RecordHead;
import dev.coffer.record.row.RecordRow;
import java.io.Serializable;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A record as the second-level cache keeps it.
 *
 * @param head the row without key and value
 * @param frameMark the mark by which {@link #hasFrame} knows the frame of its content; 0 for an
 *     inline one
 * @param payload its inline frame; null if the value is a content, whose frame is kept by itself
 */
record CachedRecord(RecordHead head, long frameMark, @Nullable Payload payload)
    implements Serializable {

  /** No frame has a longer header, in bytes. */
  private static final int HEADER = 16;

  /**
   * Where a record is kept. Two databases may share a cache, so the key tells which one is meant.
   */
  record Key(long database, String collection, String key) implements Serializable {}

  /** Where the frame of a content is kept. */
  record FrameKey(long database, long contentId) implements Serializable {}

  static CachedRecord of(RecordRow row, Payload payload) {
    return row.contentId() == null
        ? new CachedRecord(row.head(), 0, payload)
        : new CachedRecord(row.head(), mark(payload), null);
  }

  /**
   * Whether this is the frame that the record's content had when the record was read. Ids of
   * contents are given out again after an older state of the database was restored, and a cache on
   * disk, or beside the process, may still have the frame of the content that had the id before.
   */
  boolean hasFrame(Payload frame) {
    return mark(frame) == frameMark;
  }

  /** The length and a hash of the header, which has the checksum of the rest. */
  private static long mark(Payload payload) {
    byte[] frame = payload.frame();
    CRC32C header = new CRC32C();
    header.update(frame, 0, Math.min(frame.length, HEADER));
    return (long) frame.length << 32 | header.getValue();
  }
}
