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
}
