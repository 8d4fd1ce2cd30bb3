package dev.coffer.dictionary;

import java.time.LocalDateTime;

/**
 * A dictionary of a collection that is retired in every domain. Immutable.
 *
 * @param collection the collection
 * @param id the id of the dictionary
 * @param retiredAt the time of its last retirement, by the database's clock
 * @param rows the number of its rows, one for each domain
 * @param bytes the number of bytes in its rows
 */
public record RetiredDictionary(
    String collection, String id, LocalDateTime retiredAt, int rows, long bytes) {}
