package dev.coffer.maintenance.task;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A limit of bytes per second. Used by one thread. */
final class RateLimit {

  /** The maximum time in which unused bytes accumulate. */
  private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long bytesPerSecond;
  private long paidUntil = System.nanoTime();

  RateLimit(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** Waits until the limit allows these bytes. It returns early if the thread is interrupted. */
  void use(long bytes) {
    if (bytesPerSecond == Long.MAX_VALUE) {
      return;
    }
    long now = System.nanoTime();
    if (paidUntil - now < -BURST_NANOS) {
      paidUntil = now - BURST_NANOS;
    }
    paidUntil += (long) (bytes * (double) TimeUnit.SECONDS.toNanos(1) / bytesPerSecond);
    while (paidUntil - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(paidUntil - System.nanoTime());
    }
  }
}
