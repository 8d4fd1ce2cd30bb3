package dev.coffer.record.row;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code coffer_record} as a query selects it: with its inline frame, or with the id of a
 * content that is not loaded yet.
 *
 * @param key the key's text
 * @param head the row without key and value
 * @param frame the inline frame; null if the value is a content
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SelectedRow(String key, RecordHead head, byte @Nullable [] frame) {

  /** The columns that {@link #read} requires, in its order, of a table named {@code r}. */
  static final String COLUMNS =
      "r.record_key, r.type, r.version, r.created_at, r.updated_at, r.expires_at, r.size,"
          + " r.content_id, r.frame";

  /** The number of columns in {@link #COLUMNS}. */
  static final int WIDTH = 9;

  /** The columns that {@link #readInline} requires, in its order. */
  static final String INLINE_COLUMNS =
      "r.type, r.version, r.created_at, r.updated_at, r.expires_at, r.size, r.frame";

  static SelectedRow read(ResultSet row) throws SQLException {
    long content = row.getLong(8);
    @Nullable Long contentId = row.wasNull() ? null : content;
    RecordHead head =
        new RecordHead(row.getString(2), readStamp(row, 3), row.getLong(7), contentId);
    return new SelectedRow(row.getString(1), head, row.getBytes(9));
  }

  /** The record of a key, if it is inline and never expires; otherwise null. */
  static @Nullable SelectedRow readInline(String key, ResultSet row) throws SQLException {
    byte[] frame = row.getBytes(7);
    if (frame == null) {
      return null;
    }
    RecordStamp stamp = readStamp(row, 2);
    return stamp.expiresAt() == null
        ? new SelectedRow(key, new RecordHead(row.getString(1), stamp, row.getLong(6), null), frame)
        : null;
  }

  /** Reads a stamp from four columns: version, time of creation, time of update, and expiry. */
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

  long size() {
    return head.size();
  }

  /** The content that holds the value; null if the value is inline. */
  public @Nullable Long contentId() {
    return head.contentId();
  }

  public RecordRow with(StoredBytes bytes) {
    return new RecordRow(key, head, bytes);
  }
}
