package dev.coffer.backup;

import java.util.List;

/**
 * The decision of a policy on one snapshot. Immutable.
 *
 * @param reasons why the snapshot is kept, such as {@code daily}; empty if it is removed
 */
public record RetentionReport(Snapshot snapshot, List<String> reasons) {

  public RetentionReport {
    reasons = List.copyOf(reasons);
  }

  /** Whether the snapshot is kept. */
  public boolean isKept() {
    return !reasons.isEmpty();
  }
}
