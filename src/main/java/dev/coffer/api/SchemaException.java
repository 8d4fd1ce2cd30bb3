package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * The database does not have the schema that this release needs: the schema is missing, altered, or
 * too new.
 */
public class SchemaException extends CofferException {
  private static final long serialVersionUID = 1L;

  public SchemaException(String message) {
    super(message);
  }

  public SchemaException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
