package dev.coffer.record;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Guesses whether the next put to a collection will create its records, from whether the last one
 * did. A right guess saves the question what is under the keys, a wrong one costs a statement; what
 * is stored depends on neither. Thread-safe.
 */
final class PutForecast {

  private final Map<String, Boolean> created = new ConcurrentHashMap<>();

  boolean willCreate(String collection) {
    return created.getOrDefault(collection, false);
  }

  /** Takes note of what a put has done. */
  void learn(String collection, boolean hasCreated) {
    // Most of the time nothing changes: a look costs less than a write.
    if (willCreate(collection) != hasCreated) {
      created.put(collection, hasCreated);
    }
  }
}
