package dev.coffer.format;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Converts values to canonical JSON and back. Properties and map entries are sorted, there are no
 * insignificant blanks, and the encoding is UTF-8, so that equal values have equal bytes.
 * Implementations are thread-safe.
 */
public interface JsonMapping {

  /**
   * The canonical JSON of a value.
   *
   * @param type the declared type of the value with its type arguments; elements get type
   *     information if their declared type requires it
   * @throws IllegalArgumentException if the value cannot be serialised; the message gives the
   *     reason
   */
  byte[] write(Object value, Type type);

  /**
   * The canonical JSON of a value without a declared type.
   *
   * @throws IllegalArgumentException if the value cannot be serialised; the message gives the
   *     reason
   */
  default byte[] write(Object value) {
    return write(value, value.getClass());
  }

  /**
   * Reads a value from JSON. The result is null if the JSON is {@code null} and the type has no
   * special value for it.
   *
   * @throws UnknownPropertyException if an object has a property that its type does not have,
   *     unless the type allows unknown properties
   * @throws IllegalArgumentException if the bytes are not JSON or do not fit the type
   */
  @Nullable Object read(byte[] json, Type type);

  /**
   * A variant of this mapping whose {@link #read} ignores unknown properties. A mapping that does
   * not detect them returns itself.
   */
  default JsonMapping ignoringUnknownProperties() {
    return this;
  }
}
