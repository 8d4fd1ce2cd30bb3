package dev.coffer.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A row of {@code coffer_record} as it was read: its bytes inline, or the content they are in. */
final class RecordHead {
  /** The columns that {@link #read} takes, in its order, of a table named {@code r}. */
  static final String COLUMNS =
      "r.record_key, r.type, r.version, r.created_at, r.updated_at, r.expires_at, r.size,"
          + " r.content_id, r.frame";

  /** How many columns these are. */
  static final int WIDTH = 9;

  /** The columns that {@link #readInline} takes, in its order. */
  static final String INLINE_COLUMNS =
      "r.type, r.version, r.created_at, r.updated_at, r.expires_at, r.size, r.frame";

  private final String key;
  private final String type;
  private final RecordStamp stamp;
  private final long size;
  private final @Nullable Long contentId;
  private final byte @Nullable [] frame;

  private RecordHead(
      String key,
      String type,
      RecordStamp stamp,
      long size,
      @Nullable Long contentId,
      byte @Nullable [] frame) {
    this.key = key;
    this.type = type;
    this.stamp = stamp;
    this.size = size;
    this.contentId = contentId;
    this.frame = frame;
  }

  static RecordHead read(ResultSet row) throws SQLException {
    long content = row.getLong(8);
    @Nullable Long contentId = row.wasNull() ? null : content;
    return new RecordHead(
        row.getString(1),
        row.getString(2),
        readStamp(row, 3),
        row.getLong(7),
        contentId,
        row.getBytes(9));
  }

  /** The record under a key, if it is inline and never expires; else null. */
  static @Nullable RecordHead readInline(String key, ResultSet row) throws SQLException {
    byte[] frame = row.getBytes(7);
    if (frame == null) {
      return null;
    }
    RecordStamp stamp = readStamp(row, 2);
    return stamp.expiresAt() == null
        ? new RecordHead(key, row.getString(1), stamp, row.getLong(6), null, frame)
        : null;
  }

  /** Reads version, times of creation and update, and expiry from four columns. */
  static RecordStamp readStamp(ResultSet row, int first) throws SQLException {
    Instant created = row.getObject(first + 1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    Instant updated = instantOrNull(row.getObject(first + 2, LocalDateTime.class));
    return new RecordStamp(
        row.getLong(first),
        created,
        updated == null ? created : updated,
        instantOrNull(row.getObject(first + 3, LocalDateTime.class)));
  }

  private static @Nullable Instant instantOrNull(@Nullable LocalDateTime utc) {
    return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
  }

  String key() {
    return key;
  }

  String type() {
    return type;
  }

  RecordStamp stamp() {
    return stamp;
  }

  long version() {
    return stamp.version();
  }

  long size() {
    return size;
  }

  /** The content that holds the value; null if it is inline. */
  @Nullable Long contentId() {
    return contentId;
  }

  /** The inline frame; null if the value is a content. */
  byte @Nullable [] frame() {
    return frame;
  }

  RecordRow with(StoredBytes bytes) {
    return new RecordRow(
        key,
        type,
        stamp.version(),
        stamp.createdAt(),
        stamp.updatedAt(),
        stamp.expiresAt(),
        size,
        contentId,
        bytes);
  }
}
