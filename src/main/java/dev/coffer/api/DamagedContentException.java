package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/** The stored bytes of a content are damaged. To repair it, store the same bytes again. */
public class DamagedContentException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final ContentHash hash;

  public DamagedContentException(ContentHash hash, String message) {
    super(message);
    this.hash = hash;
  }

  public DamagedContentException(ContentHash hash, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.hash = hash;
  }

  public ContentHash hash() {
    return hash;
  }
}
