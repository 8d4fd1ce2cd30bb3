package dev.coffer.dictionary;

/**
 * The name of a dictionary in any domain. Immutable.
 *
 * @param collection the collection of the dictionary
 * @param id the id of the dictionary
 */
public record DictionaryName(String collection, String id) {}
