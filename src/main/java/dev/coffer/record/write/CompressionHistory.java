package dev.coffer.record.write;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The results of compression for the last values of one collection, by the order of magnitude of
 * their size. After many results in a row without a gain, most of the next values are not
 * compressed. One in {@value #TRIED_ONE_OF} is still compressed, and the first gain makes all
 * values of its size compressed again.
 *
 * <p>The history affects only time and space: a value is read from its frame, in whatever way the
 * frame was made. Thread-safe; two results that threads record at once may count once.
 */
final class CompressionHistory {
  /** The number of values in a row without a gain after which compression is mostly skipped. */
  static final int FUTILE = 32;

  static final int TRIED_ONE_OF = 16;

  /** The divisor of the length: a gain is a saving of more than one part in this number. */
  private static final int LEAST_SAVED = 20;

  /**
   * The number of values in a row that had no gain or were not compressed, by the number of bits of
   * their length.
   */
  private final AtomicIntegerArray futile = new AtomicIntegerArray(Integer.SIZE + 1);

  /** Whether to compress the next value, of this length in bytes. */
  boolean isWorthTrying(int length) {
    int magnitude = magnitude(length);
    int inARow = futile.get(magnitude);
    if (inARow < FUTILE) {
      return true;
    }
    futile.set(magnitude, inARow == FUTILE + TRIED_ONE_OF - 1 ? FUTILE : inARow + 1);
    return inARow == FUTILE + TRIED_ONE_OF - 1;
  }

  /** Records the result of a compression, with lengths in bytes. */
  void recordResult(int length, int frameLength) {
    int magnitude = magnitude(length);
    int inARow = futile.get(magnitude);
    if (frameLength < length - length / LEAST_SAVED) {
      // The value rarely changes, and a read costs less than a write.
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
