package dev.coffer.record.write;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What compression came to for the last values of one collection, by the order of magnitude of
 * their size: where many in a row gained next to nothing, most of the next are not tried. One in
 * {@value #TRIED_ONE_OF} still is, and the first that gains makes all of its size tried again.
 *
 * <p>It decides about time and space alone: a value is read from its frame, whatever that is.
 * Thread-safe; what two threads note at once may count once.
 */
final class CompressionHistory {
  /** How many values in a row must have gained next to nothing. */
  static final int FUTILE = 32;

  static final int TRIED_ONE_OF = 16;

  /** What is saved of a value must be more than one part in so many. */
  private static final int LEAST_SAVED = 20;

  /** How many values in a row gained nothing or were not tried, by the bits of their length. */
  private final AtomicIntegerArray futile = new AtomicIntegerArray(Integer.SIZE + 1);

  /** Whether to try to compress the next value, of so many bytes. */
  boolean isWorthTrying(int length) {
    int magnitude = magnitude(length);
    int inARow = futile.get(magnitude);
    if (inARow < FUTILE) {
      return true;
    }
    futile.set(magnitude, inARow == FUTILE + TRIED_ONE_OF - 1 ? FUTILE : inARow + 1);
    return inARow == FUTILE + TRIED_ONE_OF - 1;
  }

  /** Takes note of what became of a value that was tried. */
  void tried(int length, int frameLength) {
    int magnitude = magnitude(length);
    int inARow = futile.get(magnitude);
    if (frameLength < length - length / LEAST_SAVED) {
      // Most of the time nothing changes: a look costs less than a write.
      if (inARow > 0) {
        futile.set(magnitude, 0);
      }
    } else if (inARow < FUTILE) {
      futile.set(magnitude, inARow + 1);
    }
  }

  private static int magnitude(int length) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(length);
  }
}
