package dev.coffer.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of a record that has not expired, with its bytes, not yet bound to a type.
 *
 * @param key the key's text
 * @param head the row without key and value
 * @param bytes the value
 */
record RecordRow(String key, RecordHead head, StoredBytes bytes) {

  /** The same row with its bytes in another form. */
  RecordRow with(StoredBytes other) {
    return new RecordRow(key, head, other);
  }

  String type() {
    return head.type();
  }

  /** The state of the record, which differs from every other state of it. */
  RecordStamp stamp() {
    return head.stamp();
  }

  long version() {
    return head.version();
  }

  /** The time when the record becomes absent; null for never. */
  @Nullable Instant expiresAt() {
    return head.expiresAt();
  }

  long size() {
    return head.size();
  }

  /** The content that holds the value; null if the value is inline. */
  @Nullable Long contentId() {
    return head.contentId();
  }
}
