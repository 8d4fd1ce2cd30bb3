package dev.coffer.format;

import java.lang.reflect.Type;

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
   * The value that this JSON holds.
   *
   * @throws IllegalArgumentException if the bytes are not JSON, or not of that type
   */
  Object read(byte[] json, Type type);

  /**
   * Checks that these bytes are exactly one JSON value.
   *
   * @throws IllegalArgumentException if they are not; the message says where they are broken
   */
  void validate(byte[] json);
}
