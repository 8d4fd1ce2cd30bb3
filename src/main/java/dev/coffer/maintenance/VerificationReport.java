package dev.coffer.maintenance;

import java.util.List;

/**
 * What a verification of everything stored found.
 *
 * @param recordsChecked records read and decoded
 * @param contentsChecked contents read and hashed
 * @param bytesChecked their raw bytes
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
