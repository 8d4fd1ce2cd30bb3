package dev.coffer.record.cache;

/**
 * Guesses whether something will be so at the next work on a collection, from whether it was at the
 * last. A wrong guess costs a statement; what is read or stored depends on none. Thread-safe.
 */
public final class OutcomePredictor {

  /** Collections that share a place spoil each other's forecast. */
  private static final int PLACES = 1024;

  /** Read and written without a lock: a change that is seen late makes a guess wrong. */
  private final boolean[] last = new boolean[PLACES];

  /** Whether it was so at the last work on the collection; not, if there was none. */
  public boolean isLikely(String collection) {
    return last[place(collection)];
  }

  /** Takes note of what the last work was like. */
  public void learn(String collection, boolean wasSo) {
    int place = place(collection);
    // Most of the time nothing changes: a look costs less than a write.
    if (last[place] != wasSo) {
      last[place] = wasSo;
    }
  }

  private static int place(String collection) {
    int hash = collection.hashCode();
    return (hash ^ hash >>> 16) & (PLACES - 1);
  }
}
