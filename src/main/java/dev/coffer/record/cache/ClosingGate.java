package dev.coffer.record.cache;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;

/**
 * What every use of a factory's second-level cache passes. When the factory begins to close, it
 * lets no further use in and waits for those that are under way: a cache that is closed under its
 * users logs errors, and may fail in its native memory. Thread-safe.
 */
final class ClosingGate implements SessionFactoryObserver {
  /** A use takes microseconds, but for a cache that asks another machine. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final LongAdder entered = new LongAdder();
  private final LongAdder left = new LongAdder();
  private volatile boolean closed;

  /** Begins a use; false if there may be none any more. Each true needs one {@link #leave}. */
  boolean enter() {
    entered.increment();
    // Looked at after the increment: either the use is waited for, or it sees that it is too late.
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

  /** Lets nobody in any more, and returns when the last use has ended, or after 5 seconds. */
  void close() {
    closed = true;
    long start = System.nanoTime();
    while (isInUse() && System.nanoTime() - start < LONGEST_WAIT_NANOS) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean isInUse() {
    // In this order: a user that leaves in between has entered before, and is counted there.
    long gone = left.sum();
    return gone != entered.sum();
  }

  @Override
  public void sessionFactoryClosing(SessionFactory factory) {
    close();
  }
}
