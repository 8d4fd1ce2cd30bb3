package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that are not a whole, undamaged frame: truncated, altered, of an impossible length or not a
 * frame at all.
 */
public class DamagedFrameException extends CofferException {
  private static final long serialVersionUID = 1L;

  public DamagedFrameException(String message) {
    super(message);
  }

  public DamagedFrameException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
