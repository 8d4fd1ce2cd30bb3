package dev.coffer.backup;

import java.util.List;

/**
 * The result of a restore. Immutable. What the database had already is not counted as written.
 *
 * @param records the number of records that were written
 * @param contents the number of contents that were written
 * @param comparedRecords the number of records that were compared with the snapshot afterwards
 * @param comparedContents the number of contents that were compared with the snapshot afterwards
 * @param problems descriptions of differences from the snapshot; empty if there is none
 */
public record RestoreReport(
    long records,
    long contents,
    long comparedRecords,
    long comparedContents,
    List<String> problems) {

  public RestoreReport {
    problems = List.copyOf(problems);
  }
}
