package dev.coffer.backup;

import java.util.List;

/**
 * The result of a check of a snapshot. Immutable.
 *
 * @param blobs the number of blobs of the snapshot
 * @param bytes the number of bytes that were read and compared
 * @param comparedRecords the number of records that a trial restore compared; otherwise 0
 * @param comparedContents the number of contents that a trial restore compared; otherwise 0
 * @param problems descriptions of what the snapshot needs and is damaged or missing; empty if the
 *     snapshot is sound
 * @param repositoryProblems descriptions of damaged files that this snapshot does not need
 */
public record CheckReport(
    CheckLevel level,
    long blobs,
    long bytes,
    long comparedRecords,
    long comparedContents,
    List<String> problems,
    List<String> repositoryProblems) {

  public CheckReport {
    problems = List.copyOf(problems);
    repositoryProblems = List.copyOf(repositoryProblems);
  }

  /** Whether the snapshot has no problem. Other files of the repository may be damaged. */
  public boolean isSound() {
    return problems.isEmpty();
  }
}
