package dev.coffer.record;

/**
 * The result of a put.
 *
 * @param outcome the effect of the put
 * @param version the version of the record after the put
 */
public record Put(PutOutcome outcome, long version) {}
