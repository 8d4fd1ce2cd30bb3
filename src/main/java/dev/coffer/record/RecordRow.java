package dev.coffer.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of a record that has not expired, with its bytes, not yet bound to a type.
 *
 * @param key the key's text
 * @param type the stable name of the stored type
 * @param version the version
 * @param createdAt when the record was created, by the database's clock
 * @param updatedAt when its value last changed
 * @param expiresAt when it becomes absent; null for never
 * @param size the number of raw bytes, as the row tells it
 * @param contentId the content that holds the value; null if it is inline
 * @param bytes the value
 */
record RecordRow(
    String key,
    String type,
    long version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant expiresAt,
    long size,
    @Nullable Long contentId,
    StoredBytes bytes) {

  /** The same row with its bytes in another form. */
  RecordRow with(StoredBytes other) {
    return new RecordRow(
        key, type, version, createdAt, updatedAt, expiresAt, size, contentId, other);
  }

  /** What tells this state of the record from every other one. */
  RecordStamp stamp() {
    return new RecordStamp(version, createdAt, updatedAt, expiresAt);
  }
}
