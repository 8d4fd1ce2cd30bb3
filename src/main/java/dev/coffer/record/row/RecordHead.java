package dev.coffer.record.row;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of a record without its key and its value. Queries, readers and the cache share this
 * form. Immutable.
 *
 * @param type the stable name of the stored type
 * @param stamp the stamp of the record's state
 * @param size the number of raw bytes, according to the row
 * @param contentId the content that holds the value; null if the value is inline
 */
public record RecordHead(String type, RecordStamp stamp, long size, @Nullable Long contentId) {

  public long version() {
    return stamp.version();
  }

  /** The expiry of the record; null for never. */
  @Nullable Instant expiresAt() {
    return stamp.expiresAt();
  }
}
