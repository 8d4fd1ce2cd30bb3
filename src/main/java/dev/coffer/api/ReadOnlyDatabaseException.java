package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * The server or the transaction of a write is read-only: the server is a replica or was demoted, or
 * the application routes the transaction to a replica. Nothing was written. The cause is the
 * driver's error.
 */
public class ReadOnlyDatabaseException extends DatabaseOperationException {
  private static final long serialVersionUID = 1L;

  public ReadOnlyDatabaseException(String message) {
    super(message);
  }

  public ReadOnlyDatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
