package dev.coffer.replica;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The times in which a server that failed is left out. The first pause is short and each following
 * one is twice as long, up to a limit. A server that was used again for less than that limit
 * continues where it was, so that one that is always a little late does not come and go. After a
 * pause, one caller tries it, and the others leave it out until that succeeded. Thread-safe.
 */
public final class Absence {

  static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final LongSupplier nanoTime;

  @GuardedBy("this")
  private long pause;

  @GuardedBy("this")
  private long until;

  @GuardedBy("this")
  private long usedSince;

  private volatile boolean absent;

  public Absence() {
    this(System::nanoTime);
  }

  Absence(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether the server is left out. */
  public boolean isAbsent() {
    return absent;
  }

  /** Begins the absence, unless it has begun: many callers may fail at the same time. */
  public synchronized void begin() {
    if (!absent) {
      absent = true;
      boolean soon = pause > 0 && nanoTime.getAsLong() - usedSince < LONGEST_PAUSE.toNanos();
      pauseFor(soon ? longer() : FIRST_PAUSE.toNanos());
    }
  }

  /** Prolongs the absence after a trial that failed. */
  public synchronized void prolong() {
    absent = true;
    pauseFor(longer());
  }

  @GuardedBy("this")
  private long longer() {
    return Math.min(2 * pause, LONGEST_PAUSE.toNanos());
  }

  @GuardedBy("this")
  private void pauseFor(long nanos) {
    pause = nanos;
    until = nanoTime.getAsLong() + nanos;
  }

  /** Whether the caller shall try the server, because a pause has ended. */
  public synchronized boolean claimTrial() {
    if (!absent || nanoTime.getAsLong() - until < 0) {
      return false;
    }
    // The next trial must follow even if this one never reports its end.
    until = nanoTime.getAsLong() + pause;
    return true;
  }

  /** Ends the absence. */
  public synchronized void end() {
    absent = false;
    usedSince = nanoTime.getAsLong();
  }
}
