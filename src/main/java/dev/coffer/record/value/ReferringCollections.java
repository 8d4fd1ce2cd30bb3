package dev.coffer.record.value;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The collections in which values that refer to contents were seen. Nothing is forgotten. A
 * collection may be taken for another one, so an answer of true is not certain. Thread-safe.
 */
public final class ReferringCollections {
  private static final int PLACES = 1024;

  private final AtomicIntegerArray seen = new AtomicIntegerArray(PLACES);

  public boolean mayContain(String collection) {
    return seen.get(place(collection)) != 0;
  }

  public void add(String collection) {
    if (!mayContain(collection)) {
      seen.set(place(collection), 1);
    }
  }

  private static int place(String collection) {
    int hash = collection.hashCode();
    return (hash ^ hash >>> 16) & (PLACES - 1);
  }
}
