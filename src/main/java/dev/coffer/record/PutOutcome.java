package dev.coffer.record;

/** The effect of a put. */
public enum PutOutcome {
  /** The record was absent or expired. */
  CREATED,
  /** The record had another value. */
  REPLACED,
  /**
   * The record had an equal value. The value was not written again and the version did not change.
   */
  UNCHANGED
}
