package dev.coffer.bench.part;

import java.util.Arrays;

/**
 * One operation, repeated by one thread. The figure is the median time, as operations a second, so
 * that short interruptions by other work of the machine have no effect.
 */
final class LatencyTrial implements Trial {

  private static final int MOST_SAMPLES = 1_000_000;

  /** After about this number of operations, the JVM has compiled all of their code. */
  private static final int WARM_UP_OPERATIONS = 30_000;

  /** The compiler runs beside the operations and needs this time, however fast they are. */
  private static final long SHORTEST_WARM_UP_NANOS = 2_000_000_000L;

  private static final long LONGEST_WARM_UP_NANOS = 6_000_000_000L;

  private final long nanos;
  private final int batch;
  private final Runnable operation;

  /**
   * A trial.
   *
   * @param nanos the duration of a measurement
   * @param batch the number of operations in one sample; more than one if reading the clock takes
   *     long compared with an operation
   */
  LatencyTrial(long nanos, int batch, Runnable operation) {
    this.nanos = nanos;
    this.batch = batch;
    this.operation = operation;
  }

  @Override
  public void warmUp() {
    long start = System.nanoTime();
    long elapsed = 0;
    for (long i = 0;
        elapsed < SHORTEST_WARM_UP_NANOS
            || (i < WARM_UP_OPERATIONS && elapsed < LONGEST_WARM_UP_NANOS);
        i++) {
      operation.run();
      elapsed = System.nanoTime() - start;
    }
  }

  @Override
  public double measure() {
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
