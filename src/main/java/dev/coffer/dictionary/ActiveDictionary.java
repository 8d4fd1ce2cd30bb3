package dev.coffer.dictionary;

import dev.coffer.maintenance.CollectionDictionary;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary that compresses the new values of a collection. Immutable.
 *
 * @param id the id of the dictionary
 * @param common what makes it a common dictionary; null if it is a dense one
 */
record ActiveDictionary(String id, @Nullable CommonMark common) {

  boolean isCommon() {
    return common != null;
  }

  /** The dictionary as that of a collection. */
  CollectionDictionary of(String collection) {
    return new CollectionDictionary(
        collection,
        id,
        common == null ? OptionalDouble.empty() : OptionalDouble.of(common.gain() / 100.0));
  }
}
