package dev.coffer.record.cache;

import dev.coffer.codec.frame.Payload;
import dev.coffer.record.row.RecordHead;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.RecordStamp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A record as the second-level cache stores it: in bytes of a form of its own, because every cache
 * stores bytes, and Java's serialization is slow.
 *
 * @param head the row without key and value
 * @param frameMark the mark by which {@link #hasFrame} recognizes the frame of the record's
 *     content; 0 for an inline record
 * @param payload the inline frame; null if the value is a content, whose frame has its own cache
 *     entry
 */
record CachedRecord(RecordHead head, long frameMark, @Nullable Payload payload) {

  /** The length of the longest frame header, in bytes. */
  private static final int HEADER = 16;

  private static final int INSTANT = Long.BYTES + Integer.BYTES;

  // The bits of the first byte.
  private static final int UPDATED = 1;
  private static final int EXPIRES = 2;
  private static final int CONTENT = 4;

  /**
   * The name of a record in caches. It includes the database, because two databases may share a
   * cache.
   */
  record Key(long database, String collection, String key) {

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

  static CachedRecord of(RecordRow row, Payload payload) {
    return row.contentId() == null
        ? new CachedRecord(row.head(), 0, payload)
        : new CachedRecord(row.head(), mark(payload.frame()), null);
  }

  /** The record of these {@link #bytes}. */
  static CachedRecord parse(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    int bits = from.get();
    long version = from.getLong();
    long size = from.getLong();
    Instant created = instant(from);
    Instant updated = (bits & UPDATED) == 0 ? created : instant(from);
    Instant expires = (bits & EXPIRES) == 0 ? null : instant(from);
    int typeLength = from.getShort() & 0xffff;
    String type = new String(bytes, from.position(), typeLength, StandardCharsets.UTF_8);
    from.position(from.position() + typeLength);
    RecordStamp stamp = new RecordStamp(version, created, updated, expires);
    if ((bits & CONTENT) != 0) {
      return new CachedRecord(
          new RecordHead(type, stamp, size, from.getLong()), from.getLong(), null);
    }
    byte[] frame = new byte[from.remaining()];
    from.get(frame);
    return new CachedRecord(new RecordHead(type, stamp, size, null), 0, Payload.ofFrame(frame));
  }

  private static Instant instant(ByteBuffer from) {
    return Instant.ofEpochSecond(from.getLong(), from.getInt());
  }

  /** The record as bytes. */
  byte[] bytes() {
    RecordStamp stamp = head.stamp();
    Instant expires = stamp.expiresAt();
    boolean updated = !stamp.updatedAt().equals(stamp.createdAt());
    byte[] type = head.type().getBytes(StandardCharsets.UTF_8);
    Long contentId = head.contentId();
    byte[] frame = payload == null ? new byte[0] : payload.frame();
    int length =
        1
            + 2 * Long.BYTES
            + INSTANT * (1 + (updated ? 1 : 0) + (expires == null ? 0 : 1))
            + Short.BYTES
            + type.length
            + (contentId == null ? frame.length : 2 * Long.BYTES);
    ByteBuffer to = ByteBuffer.allocate(length);
    int bits =
        (updated ? UPDATED : 0)
            | (expires == null ? 0 : EXPIRES)
            | (contentId == null ? 0 : CONTENT);
    to.put((byte) bits).putLong(stamp.version()).putLong(head.size());
    put(to, stamp.createdAt());
    if (updated) {
      put(to, stamp.updatedAt());
    }
    if (expires != null) {
      put(to, expires);
    }
    to.putShort((short) type.length).put(type);
    return contentId == null
        ? to.put(frame).array()
        : to.putLong(contentId).putLong(frameMark).array();
  }

  private static void put(ByteBuffer to, Instant instant) {
    to.putLong(instant.getEpochSecond()).putInt(instant.getNano());
  }

  /**
   * Whether this is the frame that the record's content had when the record was read. Earlier
   * releases took ids of contents from a sequence, so a restore of an older state of the database
   * may give an id to another content again. A cache on disk or in another process may still have
   * the frame of the content that had the id before.
   */
  boolean hasFrame(byte[] frame) {
    return mark(frame) == frameMark;
  }

  /** The length of the frame and a hash of its header, which contains the checksum of the rest. */
  private static long mark(byte[] frame) {
    CRC32C header = new CRC32C();
    header.update(frame, 0, Math.min(frame.length, HEADER));
    return (long) frame.length << 32 | header.getValue();
  }
}
