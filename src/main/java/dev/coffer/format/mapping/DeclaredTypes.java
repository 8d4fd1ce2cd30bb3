package dev.coffer.format.mapping;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Resolves the type arguments that a class gives to a generic supertype. Not instantiable. */
public final class DeclaredTypes {

  private DeclaredTypes() {}

  /**
   * The type arguments that a class or interface gives to a generic supertype, directly or through
   * intermediate types, each with its own arguments.
   *
   * @return null if the generic type is not a supertype; unresolved variables are returned as
   *     themselves
   */
  public static Type @Nullable [] typeArguments(Class<?> type, Class<?> generic) {
    return typeArguments(type, generic, Map.of());
  }

  private static Type @Nullable [] typeArguments(
      Class<?> type, Class<?> generic, Map<TypeVariable<?>, Type> known) {
    if (type == generic) {
      return Arrays.stream(type.getTypeParameters())
          .map(variable -> known.getOrDefault(variable, variable))
          .toArray(Type[]::new);
    }
    Stream<Type> above =
        Stream.concat(
            Stream.ofNullable(type.getGenericSuperclass()),
            Arrays.stream(type.getGenericInterfaces()));
    return above
        .flatMap(parent -> Stream.ofNullable(ofParent(parent, generic, known)))
        .findFirst()
        .orElse(null);
  }

  private static Type @Nullable [] ofParent(
      Type parent, Class<?> generic, Map<TypeVariable<?>, Type> known) {
    if (parent instanceof ParameterizedType parameterized) {
      Class<?> raw = (Class<?>) parameterized.getRawType();
      Type[] arguments = parameterized.getActualTypeArguments();
      Map<TypeVariable<?>, Type> named = new HashMap<>();
      for (int i = 0; i < arguments.length; i++) {
        named.put(raw.getTypeParameters()[i], resolved(arguments[i], known));
      }
      return typeArguments(raw, generic, named);
    }
    return typeArguments((Class<?>) parent, generic, Map.of());
  }

  private static Type resolved(Type type, Map<TypeVariable<?>, Type> known) {
    if (type instanceof TypeVariable<?> variable) {
      return known.getOrDefault(variable, variable);
    }
    if (type instanceof ParameterizedType generic && isOpen(type)) {
      List<Type> arguments =
          Arrays.stream(generic.getActualTypeArguments())
              .map(argument -> resolved(argument, known))
              .toList();
      return new Parameterized((Class<?>) generic.getRawType(), generic.getOwnerType(), arguments);
    }
    return type;
  }

  /** Whether a type contains a type variable. */
  public static boolean isOpen(Type type) {
    if (type instanceof ParameterizedType generic) {
      return Arrays.stream(generic.getActualTypeArguments()).anyMatch(DeclaredTypes::isOpen);
    }
    if (type instanceof GenericArrayType array) {
      return isOpen(array.getGenericComponentType());
    }
    if (type instanceof WildcardType wildcard) {
      return Stream.of(wildcard.getUpperBounds(), wildcard.getLowerBounds())
          .flatMap(Arrays::stream)
          .anyMatch(DeclaredTypes::isOpen);
    }
    return type instanceof TypeVariable;
  }

  private record Parameterized(Class<?> raw, @Nullable Type owner, List<Type> arguments)
      implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return owner;
    }

    @Override
    public String toString() {
      return raw.getName()
          + arguments.stream().map(Type::getTypeName).collect(Collectors.joining(", ", "<", ">"));
    }
  }
}
