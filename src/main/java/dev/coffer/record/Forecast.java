package dev.coffer.record;

/**
 * Which way of reading a record is likely to take one statement only: by what the last one of its
 * collection was like. It decides how a record is read and never what is read. Thread-safe.
 */
final class Forecast {

  /** Collections that share a place spoil each other's forecast, which costs a statement. */
  private static final int PLACES = 1024;

  /** Read and written without a lock: a change that is seen late costs a statement. */
  private final boolean[] unusual = new boolean[PLACES];

  /** Whether the next record is likely to be inline and without an end. */
  boolean glanceSuffices(String collection) {
    return !unusual[place(collection)];
  }

  /** Tells what a record was like for which a glance was not tried, or did not suffice. */
  void learn(String collection, boolean sufficed) {
    int place = place(collection);
    if (unusual[place] == sufficed) {
      unusual[place] = !sufficed;
    }
  }

  private static int place(String collection) {
    int hash = collection.hashCode();
    return (hash ^ hash >>> 16) & (PLACES - 1);
  }
}
