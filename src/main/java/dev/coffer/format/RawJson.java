package dev.coffer.format;

/**
 * JSON text that is kept verbatim: blanks, the order of properties and numbers such as {@code 1.10}
 * and {@code 1e400} come back as they were given. Use it as the type of a record.
 *
 * @param text the JSON text
 */
public record RawJson(String text) {
  @Override
  public String toString() {
    return text;
  }
}
