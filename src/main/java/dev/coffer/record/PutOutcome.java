package dev.coffer.record;

/** What a put did. */
public enum PutOutcome {
  /** There was no record, or an expired one. */
  CREATED,
  /** There was a record with another value. */
  REPLACED,
  /** The record held an equal value: nothing was written, its version stays. */
  UNCHANGED
}
