package dev.coffer.maintenance.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The runs of this process that are active, and their common stop. Thread-safe. */
public final class ActiveRuns {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();

  @GuardedBy("lock")
  private int count;

  private volatile boolean stopping;

  public ActiveRuns() {}

  /** Begins a run. Returns false if runs may no longer begin. */
  public boolean begin() {
    lock.lock();
    try {
      if (stopping) {
        return false;
      }
      count++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  public void end() {
    lock.lock();
    try {
      count--;
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public boolean mayGoOn() {
    return !stopping;
  }

  /** Stops all runs after their current batch, refuses new ones, and waits for their end. */
  public void stop(Duration atMost) {
    lock.lock();
    try {
      stopping = true;
      long left = atMost.toNanos();
      while (count > 0 && left > 0) {
        left = ended.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
