package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * The name of a holder of contents cannot be stored exactly: it is empty, too long, or contains a
 * character that a database refuses. Nothing was written.
 */
public class HolderNameException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final String name;

  public HolderNameException(String name, String message) {
    super(message);
    this.name = name;
  }

  public HolderNameException(String name, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.name = name;
  }

  public String name() {
    return name;
  }
}
