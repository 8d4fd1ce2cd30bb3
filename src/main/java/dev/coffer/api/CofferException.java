package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * The root of every error that Coffer reports; unchecked, so that transaction managers roll back.
 *
 * <p>Subclasses carry what they are about (a collection and a key, a hash) as fields. The message
 * names it too and says what to do.
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
