package dev.coffer.record;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an application's own repository interface says: its collection, and the types it gives to
 * {@link RecordRepository}, directly or through interfaces in between.
 *
 * @param collection the collection's name
 * @param valueType the type of the values with its arguments
 * @param valueClass its class
 * @param keyClass the class of the keys
 */
record RepositoryShape(String collection, Type valueType, Class<?> valueClass, Class<?> keyClass) {

  static RepositoryShape of(Class<?> repository) {
    if (!repository.isInterface()) {
      throw refused(repository, "is not an interface");
    }
    Collection collection = repository.getAnnotation(Collection.class);
    if (collection == null) {
      throw refused(repository, "carries no @Collection(\"…\")");
    }
    Type[] arguments = arguments(repository, Map.of());
    if (arguments == null) {
      throw refused(repository, "does not extend RecordRepository");
    }
    requireNoForeignMethods(repository);
    return new RepositoryShape(
        collection.value(),
        arguments[0],
        classOf(repository, arguments[0]),
        classOf(repository, arguments[1]));
  }

  /** The arguments of RecordRepository above this type, with variables replaced where known. */
  private static Type @Nullable [] arguments(Class<?> type, Map<TypeVariable<?>, Type> known) {
    for (Type above : type.getGenericInterfaces()) {
      if (above instanceof ParameterizedType generic) {
        Class<?> raw = (Class<?>) generic.getRawType();
        Type[] resolved = generic.getActualTypeArguments().clone();
        Map<TypeVariable<?>, Type> names = new HashMap<>();
        for (int i = 0; i < resolved.length; i++) {
          resolved[i] = known.getOrDefault(resolved[i], resolved[i]);
          names.put(raw.getTypeParameters()[i], resolved[i]);
        }
        Type[] found = raw == RecordRepository.class ? resolved : arguments(raw, names);
        if (found != null) {
          return found;
        }
      } else if (above instanceof Class<?> plain) {
        Type[] found = arguments(plain, Map.of());
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static Class<?> classOf(Class<?> repository, Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof ParameterizedType generic) {
      return (Class<?>) generic.getRawType();
    }
    throw refused(repository, "leaves the type " + type.getTypeName() + " open");
  }

  private static void requireNoForeignMethods(Class<?> repository) {
    for (Method method : repository.getMethods()) {
      if (Modifier.isAbstract(method.getModifiers())
          && !method.getDeclaringClass().isAssignableFrom(RecordRepository.class)
          && !isOfRepository(method)) {
        throw refused(
            repository,
            "declares " + method.getName() + ", which nobody implements; make it a default method");
      }
    }
  }

  /** Whether it only repeats a method of RecordRepository, with narrower types perhaps. */
  private static boolean isOfRepository(Method method) {
    try {
      RecordRepository.class.getMethod(method.getName(), method.getParameterTypes());
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static IllegalArgumentException refused(Class<?> repository, String why) {
    return new IllegalArgumentException(
        repository.getName()
            + " "
            + why
            + "; a repository is an interface such as @Collection(\"players\") interface Players"
            + " extends RecordRepository<Player, UUID> {}.");
  }
}
