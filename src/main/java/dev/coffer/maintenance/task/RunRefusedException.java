package dev.coffer.maintenance.task;

import dev.coffer.api.CofferException;

/** A run of a task would be unsafe; the message says why and what to do. */
public final class RunRefusedException extends CofferException {
  private static final long serialVersionUID = 1L;

  public RunRefusedException(String message) {
    super(message);
  }
}
