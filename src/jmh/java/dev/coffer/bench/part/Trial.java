package dev.coffer.bench.part;

/** One subject at one workload, ready to be measured again and again. */
@FunctionalInterface
interface Trial extends AutoCloseable {

  /** Does the work and gives its speed, the larger the better. */
  double measure() throws Exception;

  /** Does the work before it counts. */
  default void warmUp() throws Exception {
    measure();
  }

  @Override
  default void close() {}
}
