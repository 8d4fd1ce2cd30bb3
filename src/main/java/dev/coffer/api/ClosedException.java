package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/** The Coffer, or the entity manager it was joined to, is closed. */
public class ClosedException extends CofferException {
  private static final long serialVersionUID = 1L;

  public ClosedException(String message) {
    super(message);
  }

  public ClosedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
