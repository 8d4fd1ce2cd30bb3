package dev.coffer.record.row;

import dev.coffer.record.RecordMetadata;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A row of {@code coffer_record} without its value.
 *
 * @param key the key's text
 * @param stamp the stamp of the record's state
 * @param size the number of raw bytes
 */
public record StampedKey(String key, RecordStamp stamp, long size) {

  /** The columns that {@link #read} requires, in its order, of a table named {@code r}. */
  static final String COLUMNS =
      "r.record_key, r.version, r.created_at, r.updated_at, r.expires_at, r.size";

  /**
   * The metadata of the record.
   *
   * @param decoded the key of the text
   */
  public <K> RecordMetadata<K> metadata(K decoded) {
    return new RecordMetadata<>(
        decoded, stamp.version(), stamp.createdAt(), stamp.updatedAt(), stamp.expiresAt(), size);
  }

  static StampedKey read(ResultSet row) throws SQLException {
    return new StampedKey(row.getString(1), SelectedRow.readStamp(row, 2), row.getLong(6));
  }
}
