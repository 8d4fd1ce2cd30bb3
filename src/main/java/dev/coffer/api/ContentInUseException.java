package dev.coffer.api;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows refer to a content, so it was not deleted. */
public class ContentInUseException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final ContentHash hash;
  private final TreeMap<String, Long> references;

  public ContentInUseException(ContentHash hash, Map<String, Long> references, String message) {
    this(hash, references, message, null);
  }

  public ContentInUseException(
      ContentHash hash, Map<String, Long> references, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.hash = hash;
    this.references = new TreeMap<>(references);
  }

  public ContentHash hash() {
    return hash;
  }

  /**
   * The number of referring rows of each table, by the name of the table. It is empty if the
   * database refused the deletion because of rows that this account cannot see.
   */
  public Map<String, Long> references() {
    return Collections.unmodifiableMap(references);
  }
}
