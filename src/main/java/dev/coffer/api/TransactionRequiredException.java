package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/** A write through an entity manager has no active transaction, or a read-only one. */
public class TransactionRequiredException extends CofferException {
  private static final long serialVersionUID = 1L;

  public TransactionRequiredException(String message) {
    super(message);
  }

  public TransactionRequiredException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
