package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/** No content is stored under this hash. */
public class ContentNotFoundException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final ContentHash hash;

  public ContentNotFoundException(ContentHash hash, String message) {
    super(message);
    this.hash = hash;
  }

  public ContentNotFoundException(ContentHash hash, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.hash = hash;
  }

  public ContentHash hash() {
    return hash;
  }
}
