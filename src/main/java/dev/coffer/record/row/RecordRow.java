package dev.coffer.record.row;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of a record that has not expired, with its bytes, which are not yet bound to a type.
 *
 * @param key the key's text
 * @param head the row without key and value
 * @param bytes the value
 */
public record RecordRow(String key, RecordHead head, StoredBytes bytes) {

  /** The same row with its bytes in another form. */
  public RecordRow with(StoredBytes other) {
    return new RecordRow(key, head, other);
  }

  public String type() {
    return head.type();
  }

  /** The stamp of the record's state, which differs from the stamp of every other state. */
  public RecordStamp stamp() {
    return head.stamp();
  }

  public long version() {
    return head.version();
  }

  /** The expiry of the record; null for never. */
  public @Nullable Instant expiresAt() {
    return head.expiresAt();
  }

  public long size() {
    return head.size();
  }

  /** The content that holds the value; null if the value is inline. */
  public @Nullable Long contentId() {
    return head.contentId();
  }
}
