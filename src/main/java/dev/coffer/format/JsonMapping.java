package dev.coffer.format;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into canonical JSON and back: sorted properties and map entries, no insignificant
 * blanks, UTF-8, so that equal values are equal bytes. Implementations are thread-safe.
 */
public interface JsonMapping {

  /**
   * The canonical JSON of a value.
   *
   * @throws IllegalArgumentException if the value cannot be serialised; the message says why
   */
  byte[] write(Object value);

  /**
   * The value that this JSON holds; null where the JSON is {@code null} and the type has no value
   * of its own for that.
   *
   * @throws IllegalArgumentException if the bytes are not JSON, or not of that type
   */
  @Nullable Object read(byte[] json, Type type);

  /**
   * Checks that these bytes are exactly one JSON value by RFC 8259, in UTF-8 and without a byte
   * order mark. Numbers may be of any size, and of several properties of one name none is refused:
   * nothing is made of the value.
   *
   * @throws IllegalArgumentException if they are not; the message says where they are broken
   */
  default void validate(byte[] json) {
    JsonScanner.requireOneValue(json);
  }
}
