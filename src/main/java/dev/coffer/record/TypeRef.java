package dev.coffer.record;

import dev.coffer.format.mapping.DeclaredTypes;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A type of values with its type arguments, such as a list of players. Create an anonymous
 * subclass: {@code new TypeRef<List<Player>>() {}}. Two references to the same type are equal.
 * Immutable and thread-safe.
 */
public abstract class TypeRef<T> {
  private final Type type;
  private final Class<?> rawType;

  /**
   * Reads the type argument of the subclass.
   *
   * @throws IllegalArgumentException if the subclass gives no type argument, or a type variable
   */
  protected TypeRef() {
    Type[] arguments = DeclaredTypes.typeArguments(getClass(), TypeRef.class);
    if (arguments == null || DeclaredTypes.isOpen(arguments[0])) {
      throw new IllegalArgumentException(
          getClass().getName()
              + " leaves the type of TypeRef open; give it a complete type, as in"
              + " new TypeRef<List<Player>>() {}.");
    }
    this.type = arguments[0];
    this.rawType = raw(type);
  }

  private static Class<?> raw(Type type) {
    if (type instanceof ParameterizedType generic) {
      return (Class<?>) generic.getRawType();
    }
    if (type instanceof GenericArrayType array) {
      return Array.newInstance(raw(array.getGenericComponentType()), 0).getClass();
    }
    return (Class<?>) type;
  }

  /** The type with its type arguments. */
  public final Type type() {
    return type;
  }

  /** The class of the type, without type arguments. */
  @SuppressWarnings("unchecked") // the class of the type T
  public final Class<T> rawType() {
    return (Class<T>) rawType;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof TypeRef<?> reference && type.equals(reference.type);
  }

  @Override
  public final int hashCode() {
    return type.hashCode();
  }

  @Override
  public final String toString() {
    return type.getTypeName();
  }
}
