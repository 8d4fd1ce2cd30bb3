package dev.coffer.record.store;

import dev.coffer.record.Key;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The field of a class of values that has the annotation {@link Key}. Immutable and thread-safe.
 */
final class ValueKey {

  private final Field field;

  private ValueKey(Field field) {
    this.field = field;
  }

  /**
   * The key field of a class of values. A record component is found by its field, which has the
   * annotations of the component.
   *
   * @throws IllegalArgumentException if not exactly one field has the annotation, or if its type is
   *     not the key class; the message says how to correct the class
   */
  static ValueKey of(Class<?> valueClass, Class<?> keyClass) {
    List<Field> marked = new ArrayList<>();
    for (Class<?> type = valueClass; type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(Key.class)) {
          marked.add(field);
        }
      }
    }
    if (marked.size() != 1) {
      throw new IllegalArgumentException(
          ("%s has %s with the annotation @Key; a value of a KeyedRepository needs exactly one such"
                  + " field, or its interface needs a default method keyOf.")
              .formatted(
                  valueClass.getName(), marked.isEmpty() ? "no field" : "more than one field"));
    }
    Field field = marked.get(0);
    if (MethodType.methodType(field.getType()).wrap().returnType() != keyClass) {
      throw new IllegalArgumentException(
          ("%s.%s has the annotation @Key and the type %s, but the keys of its repository have"
                  + " the type %s.")
              .formatted(
                  valueClass.getName(),
                  field.getName(),
                  field.getType().getName(),
                  keyClass.getName()));
    }
    field.setAccessible(true);
    return new ValueKey(field);
  }

  /** The key of this value; null if the field is null. */
  @Nullable Object of(@Nullable Object value) {
    Objects.requireNonNull(value, "The value to save is null.");
    try {
      return field.get(value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " is no longer accessible.", e);
    }
  }
}
