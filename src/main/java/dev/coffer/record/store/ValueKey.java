package dev.coffer.record.store;

import dev.coffer.record.Key;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The field of a class of values that carries {@link Key}. Immutable and thread-safe. */
final class ValueKey {

  private final Field field;

  private ValueKey(Field field) {
    this.field = field;
  }

  /**
   * The key of the values of a class. The component of a record is found by its field, which
   * carries its annotations.
   *
   * @throws IllegalArgumentException if not exactly one field carries it, or one of another type;
   *     the message says how to mend it
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
          "%s has %s that carries @Key; a value of a KeyedRepository needs exactly one, or its interface a default method keyOf."
              .formatted(
                  valueClass.getName(), marked.isEmpty() ? "nothing" : "more than one field"));
    }
    Field field = marked.get(0);
    if (MethodType.methodType(field.getType()).wrap().returnType() != keyClass) {
      throw new IllegalArgumentException(
          "%s.%s carries @Key and is of type %s; the keys of its repository are of type %s."
              .formatted(
                  valueClass.getName(),
                  field.getName(),
                  field.getType().getName(),
                  keyClass.getName()));
    }
    field.setAccessible(true);
    return new ValueKey(field);
  }

  /** The key that this value carries; null if it is. */
  @Nullable Object of(@Nullable Object value) {
    Objects.requireNonNull(value, "The value to save is null.");
    try {
      return field.get(value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " was accessible and is not any more.", e);
    }
  }
}
