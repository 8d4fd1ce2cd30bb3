package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * The superclass of all exceptions of Coffer. It is unchecked, so that transaction managers roll
 * back.
 *
 * <p>Subclasses have fields for the affected object, such as a collection and a key, or a hash. The
 * message names this object too and says what to do.
 */
public class CofferException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CofferException(String message) {
    super(message);
  }

  public CofferException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
