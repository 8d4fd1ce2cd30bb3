package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * A requested feature needs a library that is not on the class path or is too old. The message
 * names the dependency to add.
 */
public class MissingLibraryException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final String dependency;

  public MissingLibraryException(String dependency, String message) {
    super(message);
    this.dependency = dependency;
  }

  public MissingLibraryException(String dependency, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.dependency = dependency;
  }

  public String dependency() {
    return dependency;
  }
}
