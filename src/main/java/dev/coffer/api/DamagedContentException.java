package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/** A content whose stored bytes are damaged. Storing the same bytes again heals it. */
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
