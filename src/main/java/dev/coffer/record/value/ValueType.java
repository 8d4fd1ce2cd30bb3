package dev.coffer.record.value;

import dev.coffer.record.TypeName;
import java.lang.reflect.Type;

/**
 * A type of values with its stable name.
 *
 * @param raw the class
 * @param full the class with its type arguments, for the JSON library
 * @param typeName the name and the version of the form, with the functions for older forms
 */
public record ValueType<T>(Class<T> raw, Type full, TypeName typeName) {

  /** The type name in the records of these values. */
  public String name() {
    return typeName.storedName();
  }
}
