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
   * @param type the declared type of the value with its type arguments, by which elements get type
   *     information where their declared type asks for it
   * @throws IllegalArgumentException if the value cannot be serialised; the message says why
   */
  byte[] write(Object value, Type type);

  /**
   * The canonical JSON of a value of no declared type.
   *
   * @throws IllegalArgumentException if the value cannot be serialised; the message says why
   */
  default byte[] write(Object value) {
    return write(value, value.getClass());
  }

  /**
   * The value that this JSON holds; null where the JSON is {@code null} and the type has no value
   * of its own for that.
   *
   * @throws UnknownPropertyException if an object holds a property that its type does not have,
   *     unless the type allows that
   * @throws IllegalArgumentException if the bytes are not JSON, or not of that type
   */
  @Nullable Object read(byte[] json, Type type);

  /**
   * The same mapping, but its {@link #read} passes over properties that a type does not have. A
   * mapping that cannot tell them gives itself.
   */
  default JsonMapping ignoringUnknownProperties() {
    return this;
  }
}
