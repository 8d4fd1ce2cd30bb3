package dev.coffer.record.store;

import dev.coffer.format.mapping.DeclaredTypes;
import dev.coffer.record.Expiry;
import dev.coffer.record.KeyedRepository;
import dev.coffer.record.RecordCollection;
import dev.coffer.record.RecordRepository;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The declarations of an application's repository interface: its collection, and the type arguments
 * of {@link RecordRepository}, directly or through interfaces in between.
 *
 * @param collection the collection's name
 * @param valueType the type of the values with its arguments
 * @param valueClass the class of the values
 * @param keyClass the class of the keys
 * @param slidingExpiry the time to live that reads prolong; null for none
 */
record RepositoryShape(
    String collection,
    Type valueType,
    Class<?> valueClass,
    Class<?> keyClass,
    @Nullable Duration slidingExpiry) {

  static RepositoryShape of(Class<?> repository) {
    if (!repository.isInterface()) {
      throw refused(repository, "is not an interface");
    }
    RecordCollection collection = repository.getAnnotation(RecordCollection.class);
    if (collection == null) {
      throw refused(repository, "has no annotation @RecordCollection(\"…\")");
    }
    Type[] arguments = DeclaredTypes.typeArguments(repository, RecordRepository.class);
    if (arguments == null) {
      throw refused(repository, "does not extend RecordRepository");
    }
    RepositoryShape shape =
        new RepositoryShape(
            collection.value(),
            arguments[0],
            classOf(repository, arguments[0]),
            classOf(repository, arguments[1]),
            slidingExpiry(repository, collection.slidingExpiry()));
    shape.requireNoForeignMethods(repository);
    return shape;
  }

  private static @Nullable Duration slidingExpiry(Class<?> repository, String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return Expiry.after(Duration.parse(text)).timeToLive().orElseThrow();
    } catch (DateTimeParseException e) {
      throw refused(
          repository, "has the slidingExpiry '" + text + "', which is no duration such as PT30M");
    } catch (IllegalArgumentException e) {
      throw refused(repository, "has the slidingExpiry '" + text + "'. " + e.getMessage());
    }
  }

  private static Class<?> classOf(Class<?> repository, Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof ParameterizedType generic && !DeclaredTypes.isOpen(type)) {
      return (Class<?>) generic.getRawType();
    }
    throw refused(repository, "leaves the type " + type.getTypeName() + " open");
  }

  private void requireNoForeignMethods(Class<?> repository) {
    for (Method method : repository.getMethods()) {
      if (Modifier.isAbstract(method.getModifiers())
          && implementation(method) == null
          && !isKeyOf(method)) {
        throw refused(
            repository,
            "declares "
                + method.getName()
                + ", which has no implementation; make it a default method");
      }
    }
  }

  /**
   * Whether the interface requires the keys of its values and does not implement {@code keyOf}
   * itself.
   */
  boolean needsKeyOfValues(Class<?> repository) {
    return Arrays.stream(repository.getMethods())
        .anyMatch(method -> isKeyOf(method) && Modifier.isAbstract(method.getModifiers()));
  }

  /** Whether this is {@link KeyedRepository#keyOf}, or redeclares it with its types filled in. */
  static boolean isKeyOf(Method method) {
    return method.getName().equals("keyOf")
        && method.getParameterCount() == 1
        && KeyedRepository.class.isAssignableFrom(method.getDeclaringClass());
  }

  /**
   * The method of RecordRepository that this method is or redeclares with its types filled in; null
   * if there is none.
   */
  @Nullable Method implementation(Method method) {
    for (Method own : RecordRepository.class.getMethods()) {
      if (own.getName().equals(method.getName()) && hasSameParameters(own, method)) {
        return own;
      }
    }
    return null;
  }

  private boolean hasSameParameters(Method own, Method other) {
    Class<?>[] taken = other.getParameterTypes();
    if (own.getParameterCount() != taken.length) {
      return false;
    }
    for (int i = 0; i < taken.length; i++) {
      if (taken[i] != own.getParameterTypes()[i]
          && taken[i] != resolve(own.getGenericParameterTypes()[i])) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Class<?> resolve(Type type) {
    TypeVariable<?>[] names = RecordRepository.class.getTypeParameters();
    return type.equals(names[0]) ? valueClass : type.equals(names[1]) ? keyClass : null;
  }

  private static IllegalArgumentException refused(Class<?> repository, String why) {
    return new IllegalArgumentException(
        repository.getName()
            + " "
            + why
            + "; a repository is an interface such as @RecordCollection(\"players\") interface Players"
            + " extends RecordRepository<Player, UUID> {}.");
  }
}
