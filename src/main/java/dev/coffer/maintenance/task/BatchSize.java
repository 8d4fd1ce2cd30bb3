package dev.coffer.maintenance.task;

import java.util.concurrent.TimeUnit;

/**
 * The number of rows in the next batch. It doubles while batches take less than half of 50 ms, and
 * halves when one takes longer than 50 ms, so that batches become small when the database is busy.
 * Used by one thread.
 */
public final class BatchSize {
  private static final long TARGET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final int most;
  private int rows;

  /**
   * Creates a size.
   *
   * @param first the number of rows in the first batch
   * @param most the maximum number of rows
   */
  public BatchSize(int first, int most) {
    this.rows = first;
    this.most = most;
  }

  public int rows() {
    return rows;
  }

  /** Takes into account that a batch took this time. */
  public void took(long nanos) {
    if (nanos > TARGET_NANOS) {
      rows = Math.max(1, rows / 2);
    } else if (nanos < TARGET_NANOS / 2) {
      rows = Math.min(most, rows * 2);
    }
  }
}
