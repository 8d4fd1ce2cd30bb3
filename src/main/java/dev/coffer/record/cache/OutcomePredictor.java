package dev.coffer.record.cache;

/**
 * Predicts an outcome of the next operation on a collection from the outcome of the last one. A
 * wrong prediction costs a statement, but never changes which data is read or stored. Thread-safe.
 */
public final class OutcomePredictor {

  /** Collections that share a place spoil each other's prediction. */
  private static final int PLACES = 1024;

  /** Read and written without a lock: a thread that sees a change late makes a wrong prediction. */
  private final boolean[] last = new boolean[PLACES];

  /** The outcome of the last operation on the collection; false if there was none. */
  public boolean isLikely(String collection) {
    return last[place(collection)];
  }

  /** Records the outcome of an operation on the collection. */
  public void learn(String collection, boolean wasSo) {
    int place = place(collection);
    // The outcome rarely changes, and a read costs less than a write.
    if (last[place] != wasSo) {
      last[place] = wasSo;
    }
  }

  private static int place(String collection) {
    int hash = collection.hashCode();
    return (hash ^ hash >>> 16) & (PLACES - 1);
  }
}
