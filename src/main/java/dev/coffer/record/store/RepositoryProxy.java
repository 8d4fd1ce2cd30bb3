package dev.coffer.record.store;

import dev.coffer.record.RecordRepository;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The implementation of an application's repository interface by a repository of Coffer. */
final class RepositoryProxy implements InvocationHandler {
  private final Class<?> repositoryType;
  private final RepositoryShape shape;
  private final RecordRepository<?, ?> repository;
  private final @Nullable ValueKey key;
  private final Map<Method, Call> calls = new ConcurrentHashMap<>();

  /** The action of a method of the interface. It is chosen at the first call of the method. */
  @FunctionalInterface
  private interface Call {
    @Nullable Object run(Object proxy, Object @Nullable [] arguments) throws Throwable;
  }

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
    Call known = calls.get(method);
    return (known == null ? chosen(method) : known).run(proxy, arguments);
  }

  private Call chosen(Method method) throws IllegalAccessException {
    Call call = callOf(method);
    calls.put(method, call);
    return call;
  }

  private Call callOf(Method method) throws IllegalAccessException {
    if (method.getDeclaringClass() == Object.class) {
      return (proxy, arguments) -> ofObject(proxy, method, arguments);
    }
    if (method.isDefault()) {
      MethodHandle handle = handleOf(method);
      return (proxy, arguments) -> handle.invokeExact(proxy, arguments);
    }
    ValueKey keyOfValues = key;
    if (keyOfValues != null && RepositoryShape.isKeyOf(method)) {
      return (proxy, arguments) -> keyOfValues.of(Objects.requireNonNull(arguments)[0]);
    }
    Method implementation = Objects.requireNonNull(shape.implementation(method));
    return (proxy, arguments) -> {
      try {
        return implementation.invoke(repository, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    };
  }

  /**
   * Returns the handle of a default method, also of an interface that is not public, which {@code
   * invokeDefault} would refuse.
   */
  private static MethodHandle handleOf(Method method) throws IllegalAccessException {
    Class<?> declaring = method.getDeclaringClass();
    return MethodHandles.privateLookupIn(declaring, MethodHandles.lookup())
        .unreflectSpecial(method, declaring)
        .asFixedArity()
        .asSpreader(Object[].class, method.getParameterCount())
        .asType(MethodType.methodType(Object.class, Object.class, Object[].class));
  }

  private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> repositoryType.getSimpleName() + "[" + repository.collection() + "]";
    };
  }
}
