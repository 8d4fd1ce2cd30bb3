package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/** The database product, or its version, is not one that Coffer supports. */
public class UnsupportedDatabaseException extends CofferException {
  private static final long serialVersionUID = 1L;

  public UnsupportedDatabaseException(String message) {
    super(message);
  }

  public UnsupportedDatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
