package dev.coffer.bench.part;

import java.util.Arrays;

/**
 * One operation by one thread, each after a preparation that is not measured. The figure is the
 * median time, as operations a second.
 */
final class PreparedTrial implements Trial {

  private static final int WARM_UPS = 3;
  private static final int MOST_SAMPLES = 100_000;

  private final long nanos;
  private final Runnable preparation;
  private final Runnable operation;

  /**
   * A trial.
   *
   * @param nanos the duration of a measurement, preparations included
   */
  PreparedTrial(long nanos, Runnable preparation, Runnable operation) {
    this.nanos = nanos;
    this.preparation = preparation;
    this.operation = operation;
  }

  @Override
  public void warmUp() {
    for (int i = 0; i < WARM_UPS; i++) {
      measure();
    }
  }

  @Override
  public double measure() {
    long[] samples = new long[MOST_SAMPLES];
    int count = 0;
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end && count < MOST_SAMPLES) {
      preparation.run();
      long start = System.nanoTime();
      operation.run();
      samples[count++] = System.nanoTime() - start;
    }
    Arrays.sort(samples, 0, count);
    return 1e9 / Math.max(1, samples[count / 2]);
  }
}
