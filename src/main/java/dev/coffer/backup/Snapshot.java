package dev.coffer.backup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot in a repository: all records and contents of a database at one moment. Immutable.
 *
 * @param id the name of the snapshot; its first digits are enough to name it
 * @param createdAt the moment, by the clock of the database
 * @param product the product and version of the database
 * @param database the identity of the database
 * @param node the process that made the snapshot
 * @param tags the tags that its maker gave it
 * @param records the number of records
 * @param recordBytes the length of all values of records, uncompressed, in bytes
 * @param contents the number of contents and of parts of contents
 * @param contentBytes the length of all distinct contents, uncompressed, in bytes; a content with
 *     parts counts by its parts
 * @param damage descriptions of what was damaged in the database and is not part of the snapshot
 * @param verified the last check that found no problem; null if there is none
 */
public record Snapshot(
    String id,
    Instant createdAt,
    String product,
    String database,
    String node,
    List<String> tags,
    long records,
    long recordBytes,
    long contents,
    long contentBytes,
    List<String> damage,
    @Nullable Verified verified) {

  public Snapshot {
    tags = List.copyOf(tags);
    damage = List.copyOf(damage);
  }

  /** A check that found no problem. */
  public record Verified(CheckLevel level, Instant at) {}
}
