package dev.coffer.console.api;

import dev.coffer.console.http.RefusedRequestException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The reads of whole tables for the console. Only a few run at the same time: a user who loads the
 * page again and again must not keep the database from its work. Thread-safe.
 */
final class Scans {
  private static final int MOST = 2;

  private final Semaphore free = new Semaphore(MOST);

  /**
   * Runs a read.
   *
   * @throws RefusedRequestException if enough of them are running
   */
  <R> R run(Supplier<R> scan) {
    if (!free.tryAcquire()) {
      throw new RefusedRequestException(
          429,
          "The console is already reading whole tables. Wait for it, and load the view again.");
    }
    try {
      return scan.get();
    } finally {
      free.release();
    }
  }
}
