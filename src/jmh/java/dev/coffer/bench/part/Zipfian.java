package dev.coffer.bench.part;

import java.util.SplittableRandom;

/**
 * Numbers from 0 to n − 1 of which the k-th is drawn with a probability in proportion to 1 / (k +
 * 1)^0.99, by the method of Gray and others that YCSB uses. Not thread-safe.
 */
final class Zipfian {

  private static final double THETA = 0.99;

  private final int count;
  private final double zeta;
  private final double alpha = 1 / (1 - THETA);
  private final double eta;
  private final SplittableRandom random;

  Zipfian(int count, double zeta, long seed) {
    this.count = count;
    this.zeta = zeta;
    this.eta = (1 - Math.pow(2.0 / count, 1 - THETA)) / (1 - zeta(2) / zeta);
    this.random = new SplittableRandom(seed);
  }

  /** The sum that the probabilities are divided by; costly for a large count. */
  static double zeta(int count) {
    double sum = 0;
    for (int i = 1; i <= count; i++) {
      sum += Math.pow(i, -THETA);
    }
    return sum;
  }

  /** The next number: small ones are frequent. */
  int next() {
    double u = random.nextDouble();
    double uz = u * zeta;
    if (uz < 1) {
      return 0;
    }
    if (uz < 1 + Math.pow(0.5, THETA)) {
      return Math.min(1, count - 1);
    }
    return (int) Math.min(count - 1L, (long) (count * Math.pow(eta * u - eta + 1, alpha)));
  }

  /** The next number, the frequent ones spread over the range. */
  int nextScattered() {
    long mixed = (next() + 1) * 0x9E3779B97F4A7C15L;
    return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 32), count);
  }

  /** A number from 0 to 99, all alike. */
  int percent() {
    return random.nextInt(100);
  }
}
