package dev.coffer.maintenance;

import java.util.OptionalDouble;

/**
 * The dictionary with which new values of a collection are compressed.
 *
 * @param collection the collection's name
 * @param id the id of the dictionary, as hexadecimal digits
 * @param gain the factor by which a common dictionary made values smaller when it was trained;
 *     empty for a dense dictionary
 */
public record CollectionDictionary(String collection, String id, OptionalDouble gain) {}
