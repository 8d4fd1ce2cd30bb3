package dev.coffer.maintenance;

import java.util.List;
import java.util.OptionalLong;

/**
 * The size of the data in Coffer's tables at one point in time, counted in the database.
 *
 * @param collections one report for each collection, ordered by name
 * @param contents the report of the content store, including the contents of records
 * @param total the size of all data. It is not the sum of the others: the contents of records are
 *     in the reports of their collections and in that of the content store
 */
public record StorageReport(
    List<CollectionReport> collections, ContentsReport contents, StorageTotal total) {

  public StorageReport {
    collections = List.copyOf(collections);
  }

  /** The total number of records. */
  public long records() {
    return total.records();
  }

  /** The size of Coffer's tables and indexes in the database's files, if it reports it. */
  public OptionalLong physicalBytes() {
    return total.physicalBytes();
  }
}
