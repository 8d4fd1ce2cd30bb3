package dev.coffer.bench.part;

import java.util.Arrays;

/** The median time of an operation, as operations a second, by one thread for a while. */
final class Latency {

  private static final int MOST_SAMPLES = 1_000_000;

  private Latency() {}

  /**
   * Measures.
   *
   * @param nanos for how long
   * @param batch how many operations make one sample: more than one where the clock is slow beside
   *     an operation
   */
  static double perSecond(long nanos, int batch, Runnable operation) {
    long[] samples = new long[MOST_SAMPLES];
    int count = 0;
    long now = System.nanoTime();
    long end = now + nanos;
    while (now < end && count < MOST_SAMPLES) {
      for (int i = 0; i < batch; i++) {
        operation.run();
      }
      long after = System.nanoTime();
      samples[count++] = after - now;
      now = after;
    }
    Arrays.sort(samples, 0, count);
    return 1e9 * batch / Math.max(1, samples[count / 2]);
  }
}
