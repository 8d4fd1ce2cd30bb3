package dev.coffer.schema.migration;

import java.sql.SQLException;

/** Runs cleanup steps after a failure. A failed step does not replace the original exception. */
public final class Cleanup {

  private Cleanup() {}

  /** A cleanup step. */
  @FunctionalInterface
  public interface Step {
    void run() throws SQLException;
  }

  /** Runs a step and adds its own failure to the original one as a suppressed exception. */
  public static void after(Throwable failure, Step step) {
    try {
      step.run();
    } catch (SQLException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
