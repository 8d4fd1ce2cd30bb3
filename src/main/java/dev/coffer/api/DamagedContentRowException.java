package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code coffer_content} does not hold a valid hash: the algorithm is unknown or the
 * digest has the wrong length. Restore the row from a backup.
 */
public class DamagedContentRowException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final long contentId;

  public DamagedContentRowException(long contentId, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.contentId = contentId;
  }

  /** The primary key of the row. */
  public long contentId() {
    return contentId;
  }
}
