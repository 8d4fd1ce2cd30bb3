package dev.coffer.backup;

import dev.coffer.api.CofferException;

/** Thrown if the file system of a backup repository refuses an operation. */
public final class RepositoryAccessException extends CofferException {
  private static final long serialVersionUID = 1L;

  public RepositoryAccessException(String message, Throwable cause) {
    super(message, cause);
  }
}
