package dev.coffer.backup;

import java.util.List;

/**
 * The result of a repair. Immutable.
 *
 * @param blobs the number of blobs that were added
 * @param bytes their length in bytes
 * @param problems descriptions of what the snapshots need and is still damaged or missing
 */
public record RepairReport(long blobs, long bytes, List<String> problems) {

  public RepairReport {
    problems = List.copyOf(problems);
  }

  /** Whether all snapshots are sound now. */
  public boolean isComplete() {
    return problems.isEmpty();
  }
}
