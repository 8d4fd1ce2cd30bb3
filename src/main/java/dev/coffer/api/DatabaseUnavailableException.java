package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be reached or used: wrong address, user or password, or a server that is
 * down.
 */
public class DatabaseUnavailableException extends CofferException {
  private static final long serialVersionUID = 1L;

  public DatabaseUnavailableException(String message) {
    super(message);
  }

  public DatabaseUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
