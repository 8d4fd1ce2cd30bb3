package dev.coffer.record.cache;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;

/**
 * The gate that every use of a factory's second-level cache passes. When the factory begins to
 * close, the gate admits no further use and waits for the uses under way. A cache that is closed
 * during a use logs errors, and may fail in its native memory. Thread-safe.
 */
final class ClosingGate implements SessionFactoryObserver {
  /** A use takes microseconds, except with a cache on another machine. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final LongAdder entered = new LongAdder();
  private final LongAdder left = new LongAdder();
  private volatile boolean closed;

  /** Begins a use. Each true requires one call of {@link #leave}; false if the gate is closed. */
  boolean enter() {
    entered.increment();
    // Read after the increment: either close() waits for this use, or this use sees that the gate
    // is closed.
    if (closed) {
      left.increment();
      return false;
    }
    return true;
  }

  /** Ends a use. */
  void leave() {
    left.increment();
  }

  /** Closes the gate, and returns when the last use has ended, or after 5 seconds. */
  void close() {
    closed = true;
    long start = System.nanoTime();
    while (isInUse() && System.nanoTime() - start < LONGEST_WAIT_NANOS) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean isInUse() {
    // In this order: a user that leaves in between has entered before, and the second sum counts
    // it.
    long gone = left.sum();
    return gone != entered.sum();
  }

  @Override
  public void sessionFactoryClosing(SessionFactory factory) {
    close();
  }
}
