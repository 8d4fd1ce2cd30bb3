package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * The database refused a transaction for a temporary reason: a deadlock, a lock wait timeout, or a
 * serialisation failure. Roll back the whole transaction and replay it from its start. Coffer
 * replays its own transactions itself. It throws this exception if a few retries fail or if the
 * transaction belongs to the host.
 */
public class TransientCofferException extends CofferException {
  private static final long serialVersionUID = 1L;

  public TransientCofferException(String message) {
    super(message);
  }

  public TransientCofferException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
