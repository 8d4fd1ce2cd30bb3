package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/** A collection has no file under a path. */
public class StoredFileNotFoundException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final String collection;
  private final String path;

  public StoredFileNotFoundException(String collection, String path, String message) {
    super(message);
    this.collection = collection;
    this.path = path;
  }

  public StoredFileNotFoundException(
      String collection, String path, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.collection = collection;
    this.path = path;
  }

  public String collection() {
    return collection;
  }

  public String path() {
    return path;
  }
}
