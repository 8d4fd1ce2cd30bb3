package dev.coffer.record;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Implements an application's own repository interface by a repository of ours. */
final class RepositoryProxy implements InvocationHandler {
  private static final Object[] NONE = {};

  private final Class<?> repositoryType;
  private final RepositoryShape shape;
  private final RecordRepository<?, ?> repository;
  private final @Nullable ValueKey key;
  private final Map<Method, MethodHandle> defaults = new ConcurrentHashMap<>();

  private RepositoryProxy(
      Class<?> repositoryType, RepositoryShape shape, RecordRepository<?, ?> repository) {
    this.repositoryType = repositoryType;
    this.shape = shape;
    this.repository = repository;
    this.key =
        shape.needsKeyOfValues(repositoryType)
            ? ValueKey.of(shape.valueClass(), shape.keyClass())
            : null;
  }

  static <R> R create(
      Class<R> repositoryType, RepositoryShape shape, RecordRepository<?, ?> repository) {
    return repositoryType.cast(
        Proxy.newProxyInstance(
            repositoryType.getClassLoader(),
            new Class<?>[] {repositoryType},
            new RepositoryProxy(repositoryType, shape, repository)));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    if (method.isDefault()) {
      return handleOf(method)
          .bindTo(proxy)
          .invokeWithArguments(arguments == null ? NONE : arguments);
    }
    if (key != null && arguments != null && RepositoryShape.isKeyOf(method)) {
      return key.of(arguments[0]);
    }
    try {
      Method implementation = Objects.requireNonNull(shape.implementation(method));
      return implementation.invoke(repository, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Also of an interface that is not public, which {@code invokeDefault} would refuse. */
  private MethodHandle handleOf(Method method) throws IllegalAccessException {
    MethodHandle known = defaults.get(method);
    if (known != null) {
      return known;
    }
    Class<?> declaring = method.getDeclaringClass();
    MethodHandle handle =
        MethodHandles.privateLookupIn(declaring, MethodHandles.lookup())
            .unreflectSpecial(method, declaring);
    defaults.put(method, handle);
    return handle;
  }

  private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> repositoryType.getSimpleName() + "[" + repository.collection() + "]";
    };
  }
}
