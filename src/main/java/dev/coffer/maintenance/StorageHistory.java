package dev.coffer.maintenance;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The sizes of the stored data on past days, as the task {@link MaintenanceTask#MEASURE} found
 * them. Days are days in UTC. A day without a run has no entry. The entries of a collection that
 * was deleted or renamed stay under its old name until they are too old. Each call is one query of
 * the rows of these days. Thread-safe.
 */
public interface StorageHistory {

  /**
   * The size of all data on each of these days, the oldest first.
   *
   * @param to the last day
   * @throws IllegalArgumentException if the first day is after the last
   */
  List<DailySize<StorageTotal>> totals(LocalDate from, LocalDate to);

  /** The size of the content store on each of these days; see {@link #totals}. */
  List<DailySize<ContentsReport>> contents(LocalDate from, LocalDate to);

  /** The size of a collection on each of these days on which it existed; see {@link #totals}. */
  List<DailySize<CollectionReport>> collection(String collection, LocalDate from, LocalDate to);

  /**
   * The report of the newest day, which costs far less than to count anew by {@code
   * Coffer.report()}. Empty before the first run of the task.
   */
  Optional<DailySize<StorageReport>> newest();
}
