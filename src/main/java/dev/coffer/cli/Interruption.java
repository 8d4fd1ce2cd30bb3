package dev.coffer.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The interruption of a command by Ctrl-C or a signal. A command checks it between its steps and
 * then ends as after an error. If a command does not end within a few seconds, its registered
 * cleanups run and the process ends. Thread-safe.
 */
final class Interruption {
  private static final long GRACE_MILLIS = 5_000;
  private static final long POLL_MILLIS = 20;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Deque<Runnable> cleanups = new ArrayDeque<>();
  private final AtomicBoolean reported = new AtomicBoolean();
  private volatile boolean requested;
  private volatile boolean waitsForInput;

  /** Work that may throw an {@link IOException}. */
  interface Work<R> {
    R run() throws IOException;
  }

  /** Requests the end of the command at its next check. */
  void request() {
    requested = true;
  }

  /** Whether the end of the command was requested. */
  boolean isRequested() {
    return requested;
  }

  /**
   * Ends the command if this was requested.
   *
   * @throws InterruptedCommandException if the end was requested
   */
  void check() {
    if (requested) {
      throw new InterruptedCommandException();
    }
  }

  /** Whether an error may be reported. An interrupted command reports only one error. */
  boolean mayReport() {
    return !requested || reported.compareAndSet(false, true);
  }

  /** Runs work with a cleanup that runs if the process ends during the work. */
  <R> R guarding(Runnable cleanup, Work<R> work) throws IOException {
    synchronized (cleanups) {
      cleanups.push(cleanup);
    }
    try {
      check();
      return work.run();
    } finally {
      synchronized (cleanups) {
        cleanups.remove(cleanup);
      }
    }
  }

  /** Wraps an input so that a command that waits for input is ended without delay. */
  InputStream interruptible(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        waitsForInput = true;
        try {
          return super.read(bytes, offset, length);
        } finally {
          waitsForInput = false;
          check();
        }
      }
    };
  }

  /** Marks the command as ended, by success or failure. */
  void end() {
    ended.countDown();
  }

  /** Requests the end of the command when the process ends, and waits for it. */
  void endAtShutdown(Console console) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> endAndWait(console), "coffer-interruption"));
  }

  private void endAndWait(Console console) {
    if (ended.getCount() == 0) {
      return;
    }
    request();
    if (!awaitEnd()) {
      console.error(InterruptedCommandException.MESSAGE, ExitCode.INTERRUPTED);
      cleanUp();
    }
  }

  private boolean awaitEnd() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
    try {
      boolean hasEnded = false;
      do {
        hasEnded = ended.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } while (!hasEnded && !waitsForInput && System.nanoTime() < deadline);
      return hasEnded;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void cleanUp() {
    Deque<Runnable> left;
    synchronized (cleanups) {
      left = new ArrayDeque<>(cleanups);
    }
    for (Runnable cleanup : left) {
      try {
        cleanup.run();
      } catch (RuntimeException ignored) {
        // The remaining cleanups still run. The process is ending, so the failure is not reported.
      }
    }
  }
}
