package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/** The claimed hash of a content is not the hash of its bytes. */
public class HashMismatchException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final ContentHash claimed;
  private final ContentHash actual;

  public HashMismatchException(ContentHash claimed, ContentHash actual, String message) {
    super(message);
    this.claimed = claimed;
    this.actual = actual;
  }

  public HashMismatchException(
      ContentHash claimed, ContentHash actual, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.claimed = claimed;
    this.actual = actual;
  }

  public ContentHash claimed() {
    return claimed;
  }

  public ContentHash actual() {
    return actual;
  }
}
