package dev.coffer.record.row;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of a record without its key and its value: the shape that queries, readers and the cache
 * share. Immutable.
 *
 * @param type the stable name of the stored type
 * @param stamp the state of the record
 * @param size the number of raw bytes, as the row tells it
 * @param contentId the content that holds the value; null if the value is inline
 */
public record RecordHead(String type, RecordStamp stamp, long size, @Nullable Long contentId)
    implements Serializable {

  public long version() {
    return stamp.version();
  }

  /** The time when the record becomes absent; null for never. */
  @Nullable Instant expiresAt() {
    return stamp.expiresAt();
  }
}
