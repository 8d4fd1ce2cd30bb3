package dev.coffer.format;

import java.util.Objects;

/**
 * JSON text that is kept verbatim: blanks, the order of properties and numbers such as {@code 1.10}
 * and {@code 1e400} come back as they were given. Use it as the type of a record.
 *
 * @param text the JSON text
 */
public record RawJson(String text) {

  public RawJson {
    Objects.requireNonNull(text, "The argument 'text' is null.");
  }

  /**
   * Checks that these bytes are exactly one JSON value by RFC 8259, in UTF-8 and without a byte
   * order mark. Numbers may be of any size, and of several properties of one name none is refused:
   * nothing is made of the value, and no JSON library is needed.
   *
   * @throws IllegalArgumentException if they are not; the message says where they are broken
   */
  public static void validate(byte[] json) {
    Objects.requireNonNull(json, "The argument 'json' is null.");
    JsonScanner.requireOneValue(json);
  }

  @Override
  public String toString() {
    return text;
  }
}
