package dev.coffer.maintenance;

import java.util.List;

/**
 * The result of a verification of all stored data.
 *
 * @param recordsChecked the number of records that were read and decoded
 * @param contentsChecked the number of contents that were read and hashed
 * @param bytesChecked the raw bytes of the records and contents
 * @param damaged a sentence for each damaged record or content
 */
public record VerificationReport(
    long recordsChecked, long contentsChecked, long bytesChecked, List<String> damaged) {

  public VerificationReport {
    damaged = List.copyOf(damaged);
  }

  /** Whether nothing is damaged. */
  public boolean isClean() {
    return damaged.isEmpty();
  }
}
