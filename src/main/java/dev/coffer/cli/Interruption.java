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
 * The wish of a user to end a command, by Ctrl-C or a signal. A command looks at it between its
 * steps and then ends as after an error. One that cannot look for some seconds is ended from
 * outside: what it guards is cleaned up and the process ends. Thread-safe.
 */
final class Interruption {
  private static final long GRACE_MILLIS = 5_000;
  private static final long LOOK_MILLIS = 20;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Deque<Runnable> cleanups = new ArrayDeque<>();
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile boolean requested;
  private volatile boolean waitsForInput;

  /** Work that fails as input and output do. */
  interface Work<R> {
    R run() throws IOException;
  }

  /** Ends the command as soon as it looks. */
  void request() {
    requested = true;
  }

  /** Whether the command was asked to end. */
  boolean isRequested() {
    return requested;
  }

  /**
   * Ends the command here if it was asked to.
   *
   * @throws InterruptedCommandException if it was
   */
  void check() {
    if (requested) {
      throw new InterruptedCommandException();
    }
  }

  /** Whether an error may still be told: one line is enough for a command that was interrupted. */
  boolean mayTell() {
    return !requested || told.compareAndSet(false, true);
  }

  /** Works; if the command is ended from outside meanwhile, that cleans up. */
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

  /** The same input, whose reader is ended without delay while it waits. */
  InputStream watched(InputStream in) {
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

  /** Says that the command has ended, in whatever way. */
  void end() {
    ended.countDown();
  }

  /** Asks the command to end when the process does, and waits for that. */
  void endWithProcess(Console console) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> endFromOutside(console), "coffer-interruption"));
  }

  private void endFromOutside(Console console) {
    if (ended.getCount() == 0) {
      return;
    }
    request();
    if (!endsByItself()) {
      console.error(InterruptedCommandException.MESSAGE, ExitCode.INTERRUPTED);
      cleanUp();
    }
  }

  private boolean endsByItself() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
    try {
      boolean hasEnded = false;
      do {
        hasEnded = ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
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
        // The others are cleaned up all the same; the process is ending, and nobody is told more.
      }
    }
  }
}
