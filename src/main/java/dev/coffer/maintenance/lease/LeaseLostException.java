package dev.coffer.maintenance.lease;

import dev.coffer.api.CofferException;

/** Another process has taken a maintenance task over from this run, which must end. */
public final class LeaseLostException extends CofferException {
  private static final long serialVersionUID = 1L;

  public LeaseLostException(String message) {
    super(message);
  }
}
