package dev.coffer;

import dev.coffer.record.Expiry;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.store.RecordEngine;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Forwards each call of a store or a repository to the current tenant's one. Thread-safe. */
final class TenantDispatch implements InvocationHandler {

  private final Tenancy tenancy;
  private final Function<CofferParts, ?> maker;
  private final String name;
  private final Map<RecordEngine, Object> made = new ConcurrentHashMap<>();

  private TenantDispatch(Tenancy tenancy, Function<CofferParts, ?> maker, String name) {
    this.tenancy = tenancy;
    this.maker = maker;
    this.name = name;
  }

  /**
   * Creates an implementation of an interface that resolves the tenant at each call.
   *
   * @param maker creates the target of a tenant's calls
   * @param name the result of {@code toString}
   */
  static <S> S proxy(Class<S> type, Tenancy tenancy, Function<CofferParts, S> maker, String name) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            new TenantDispatch(tenancy, maker, name)));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class && !(proxy instanceof Map)) {
      return ofObject(proxy, method, arguments);
    }
    if (method.getName().equals("asMap") && arguments == null) {
      return proxy(ConcurrentMap.class, tenancy, parts -> target(parts).asMap(), name);
    }
    if (method.getName().equals("sliding") && arguments != null && arguments.length == 1) {
      return sliding(arguments[0]);
    }
    CofferParts parts = tenancy.current();
    Object target = made.computeIfAbsent(parts.records(), each -> maker.apply(parts));
    if (!Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
      method.setAccessible(true);
    }
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The view of a repository, which resolves the tenant at each call too. */
  private RecordRepository<?, ?> sliding(@Nullable Object argument) {
    Duration timeToLive =
        Expiry.after(
                (Duration) Objects.requireNonNull(argument, "The argument 'timeToLive' is null."))
            .timeToLive()
            .orElseThrow();
    return proxy(RecordRepository.class, tenancy, parts -> target(parts).sliding(timeToLive), name);
  }

  /** The repository of a tenant, whose views resolve the tenant at each call. */
  private RecordRepository<?, ?> target(CofferParts parts) {
    return (RecordRepository<?, ?>) Objects.requireNonNull(maker.apply(parts));
  }

  private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> name;
    };
  }
}
