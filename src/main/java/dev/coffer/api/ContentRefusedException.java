package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * A content that cannot be persisted as an entity: it has no bytes, or more than fit one frame. A
 * {@code ContentStore} takes contents of any size.
 */
public class ContentRefusedException extends CofferException {
  private static final long serialVersionUID = 1L;

  public ContentRefusedException(String message) {
    super(message);
  }

  public ContentRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
