package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * A content cannot be persisted as an entity: it has no bytes or more bytes than fit in one frame.
 * A {@code ContentStore} accepts contents of any size.
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
