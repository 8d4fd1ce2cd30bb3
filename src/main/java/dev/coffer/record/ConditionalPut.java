package dev.coffer.record;

/** The result of a put or delete under a condition, for callers that branch on it. */
public sealed interface ConditionalPut {

  /**
   * The condition held and the value was written, or was there already.
   *
   * @param put what was done
   */
  record Done(Put put) implements ConditionalPut {}

  /**
   * The condition did not hold; nothing was written.
   *
   * @param actualVersion the version of the record that is there, 0 if there is none
   */
  record Refused(long actualVersion) implements ConditionalPut {}

  /** Whether the value was written or was there already. */
  default boolean isDone() {
    return this instanceof Done;
  }
}
