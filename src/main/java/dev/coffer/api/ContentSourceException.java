package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/** A source stream or file could not be read to its end. Nothing was stored. */
public class ContentSourceException extends CofferException {
  private static final long serialVersionUID = 1L;

  public ContentSourceException(String message) {
    super(message);
  }

  public ContentSourceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
