package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * The database refused an operation for a reason that a retry does not fix. The cause is the
 * driver's error.
 */
public class DatabaseOperationException extends CofferException {
  private static final long serialVersionUID = 1L;

  public DatabaseOperationException(String message) {
    super(message);
  }

  public DatabaseOperationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
