package dev.coffer.record;

/** The result of a conditional put, for callers that branch on it. */
public sealed interface ConditionalPut {

  /**
   * The condition held. The value was written or already stored.
   *
   * @param put the result of the put
   */
  record Done(Put put) implements ConditionalPut {}

  /**
   * The condition did not hold. Nothing was written.
   *
   * @param actualVersion the current version of the record, 0 if there is no record
   */
  record Refused(long actualVersion) implements ConditionalPut {}

  /** Whether the value was written or already stored. */
  default boolean isDone() {
    return this instanceof Done;
  }
}
