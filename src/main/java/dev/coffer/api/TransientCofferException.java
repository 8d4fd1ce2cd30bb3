package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * The database refused a transaction that would succeed if it were replayed: a deadlock, a lock
 * wait that timed out, a serialisation failure. The whole transaction must be rolled back and
 * replayed from its start; Coffer does so itself in transactions of its own, and throws this when a
 * few tries did not help or when the transaction belongs to the host.
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
