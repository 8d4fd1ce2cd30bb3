package dev.coffer.bench.start;

/** Measures the start of a program, and prints the times for {@link Start}. */
final class Stopwatch {

  private final long start = System.nanoTime();

  /** The database is open. */
  void opened() {
    print();
  }

  /** The first operation has ended. */
  void used() {
    print();
  }

  private void print() {
    System.out.println((System.nanoTime() - start) / 1e6);
  }
}
