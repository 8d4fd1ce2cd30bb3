package dev.coffer.maintenance;

import java.util.List;
import java.util.OptionalLong;

/**
 * The size of the data in Coffer's tables at one point in time, counted in the database.
 *
 * @param collections one report for each collection, ordered by name
 * @param contents the report of the content store, including the contents of records
 * @param physicalBytes the size of Coffer's tables and indexes in the database's files, if the
 *     database reports it
 */
public record StorageReport(
    List<CollectionReport> collections, ContentsReport contents, OptionalLong physicalBytes) {

  public StorageReport {
    collections = List.copyOf(collections);
  }

  /** The total number of records. */
  public long records() {
    return collections.stream().mapToLong(CollectionReport::records).sum();
  }
}
