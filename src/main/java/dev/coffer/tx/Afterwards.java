package dev.coffer.tx;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the steps after a unit of work, such as the return of its connection. The outcome of the
 * work is already decided, and a failed step does not change it.
 */
final class Afterwards {

  private static final Logger log = LoggerFactory.getLogger(Afterwards.class);

  private Afterwards() {}

  /** A step after the work. */
  @FunctionalInterface
  interface Step {
    void run() throws SQLException;
  }

  /**
   * Runs a step. The failure of the step is added to the failure of the work, or logged if the work
   * succeeded.
   */
  static void run(@Nullable Throwable failure, Step step) {
    try {
      step.run();
    } catch (SQLException | RuntimeException e) {
      if (failure == null) {
        log.warn("The work on the database succeeded, but its connection failed afterwards.", e);
      } else if (e != failure) {
        failure.addSuppressed(e);
      }
    }
  }
}
