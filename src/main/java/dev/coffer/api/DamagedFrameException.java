package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * The bytes are not a complete, undamaged frame: they are truncated, altered, of an impossible
 * length, or not a frame at all.
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
