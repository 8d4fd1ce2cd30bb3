package dev.coffer.maintenance;

import java.util.Locale;

/** The result of a run of a maintenance task. */
public enum RunOutcome {
  /** The run has not ended. */
  RUNNING,
  /** The run did all its work. */
  DONE,
  /** The run was stopped before its end; the next run continues from there. */
  STOPPED,
  /** An error ended the run. The next run continues after its last committed batch. */
  FAILED,
  /** The run changed nothing because it would have been unsafe. */
  REFUSED,
  /** The run did not start because another run of the task was active. No row records it. */
  BUSY;

  /** The name in tables and commands, in lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
