package dev.coffer.record;

/**
 * The result of a put.
 *
 * @param outcome what it did
 * @param version the version of the record afterwards
 */
public record Put(PutOutcome outcome, long version) {}
