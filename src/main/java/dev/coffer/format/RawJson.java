package dev.coffer.format;

import dev.coffer.format.scan.JsonScanner;
import java.util.Objects;

/**
 * JSON text that is stored verbatim. Blanks, the order of properties, and numbers such as {@code
 * 1.10} and {@code 1e400} are preserved. Use it as the value type of records.
 *
 * @param text the JSON text
 */
public record RawJson(String text) {

  public RawJson {
    Objects.requireNonNull(text, "The argument 'text' is null.");
  }

  /**
   * Checks that bytes are exactly one JSON value according to RFC 8259, in UTF-8 and without a byte
   * order mark. Numbers may have any size and properties may occur several times, because the value
   * is only scanned. No JSON library is needed.
   *
   * @throws IllegalArgumentException if they are not; the message gives the position
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
