package dev.coffer.tx;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what follows a piece of work, such as giving its connection back. The work has succeeded or
 * failed by then, and nothing that fails afterwards changes that.
 */
final class Afterwards {

  private static final Logger log = LoggerFactory.getLogger(Afterwards.class);

  private Afterwards() {}

  /** Something that follows. */
  @FunctionalInterface
  interface Step {
    void run() throws SQLException;
  }

  /**
   * Runs a step. Its own failure is added to the failure of the work, or logged if the work has
   * succeeded.
   */
  static void run(@Nullable Throwable failure, Step step) {
    try {
      step.run();
    } catch (SQLException | RuntimeException e) {
      if (failure == null) {
        log.warn("The work on the database is done, but its connection failed afterwards.", e);
      } else if (e != failure) {
        failure.addSuppressed(e);
      }
    }
  }
}
