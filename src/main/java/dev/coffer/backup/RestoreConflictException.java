package dev.coffer.backup;

import dev.coffer.api.CofferException;

/** Thrown if a restore meets a row that it must not replace. Earlier batches stay restored. */
public final class RestoreConflictException extends CofferException {
  private static final long serialVersionUID = 1L;

  public RestoreConflictException(String message) {
    super(message);
  }
}
