package dev.coffer.dictionary;

/**
 * The weight of records as samples for a dictionary: a record of up to {@value #UNIT} bytes has the
 * weight 1, and a larger one has as much to learn from as several.
 */
final class SampleWeight {
  private static final int UNIT = 2 << 10;

  private SampleWeight() {}

  /**
   * The weight of some records, which may be a little less than the sum of their weights.
   *
   * @param bytes the sum of their raw sizes, in bytes
   */
  static long of(long records, long bytes) {
    return Math.max(records, bytes / UNIT);
  }
}
