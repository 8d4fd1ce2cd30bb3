package dev.coffer.maintenance;

import java.util.List;
import java.util.OptionalLong;

/**
 * What Coffer's tables hold, counted in the database at one moment.
 *
 * @param collections one report a collection, by name
 * @param contents the content store, contents of records included
 * @param physicalBytes what the database's files take for Coffer's tables and indexes, where it
 *     tells
 */
public record StorageReport(
    List<CollectionReport> collections, ContentsReport contents, OptionalLong physicalBytes) {

  public StorageReport {
    collections = List.copyOf(collections);
  }

  /** How many records there are in all. */
  public long records() {
    return collections.stream().mapToLong(CollectionReport::records).sum();
  }
}
