package dev.coffer.record;

/**
 * A collection that has records, with their number.
 *
 * @param name the name of the collection
 * @param count the number of its records, without expired ones
 */
public record CollectionInfo(String name, long count) {}
