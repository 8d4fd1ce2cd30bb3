package dev.coffer.schema;

import java.sql.SQLException;

/** Undoes and releases after a failure, without taking its place. */
final class Cleanup {

  private Cleanup() {}

  /** Something to be undone. */
  @FunctionalInterface
  interface Step {
    void run() throws SQLException;
  }

  /** Runs a step; its own failure is suppressed in the one that is thrown. */
  static void after(Throwable failure, Step step) {
    try {
      step.run();
    } catch (SQLException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
