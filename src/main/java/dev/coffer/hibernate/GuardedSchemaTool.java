package dev.coffer.hibernate;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.selector.spi.StrategySelector;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.tool.schema.internal.SchemaManagementToolInitiator;
import org.hibernate.tool.schema.spi.SchemaFilterProvider;
import org.hibernate.tool.schema.spi.SchemaManagementTool;
import org.jspecify.annotations.Nullable;

/**
 * The host's tool of schema generation, with {@link OwnTablesFilterProvider} around its filter for
 * every caller.
 *
 * <p>The setting of the filter alone is not sufficient: {@code Persistence.generateSchema} passes
 * the host's own settings to the tool, and with {@code drop-and-create} would drop Coffer's tables.
 * The tool is wrapped by a proxy because its interface refers to types that moved between the
 * versions of Hibernate.
 */
final class GuardedSchemaTool implements StandardServiceInitiator<SchemaManagementTool> {

  @Override
  public Class<SchemaManagementTool> getServiceInitiated() {
    return SchemaManagementTool.class;
  }

  @Override
  public SchemaManagementTool initiateService(
      Map<String, Object> settings, ServiceRegistryImplementor registry) {
    SchemaManagementTool tool =
        SchemaManagementToolInitiator.INSTANCE.initiateService(settings, registry);
    return (SchemaManagementTool)
        Proxy.newProxyInstance(
            tool.getClass().getClassLoader(),
            interfacesOf(tool.getClass()).toArray(Class<?>[]::new),
            (proxy, method, arguments) -> call(tool, method, guarded(method, arguments, registry)));
  }

  private static Set<Class<?>> interfacesOf(Class<?> type) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      interfaces.addAll(Arrays.asList(each.getInterfaces()));
    }
    return interfaces;
  }

  private static @Nullable Object call(
      SchemaManagementTool tool, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(tool, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /** The arguments, with the guarded filter among the options if these are the only argument. */
  private static Object @Nullable [] guarded(
      Method method, Object @Nullable [] arguments, ServiceRegistryImplementor registry) {
    if (method.getParameterCount() != 1
        || method.getParameterTypes()[0] != Map.class
        || arguments == null) {
      return arguments;
    }
    Map<Object, Object> options = new HashMap<>();
    if (arguments[0] instanceof Map<?, ?> given) {
      options.putAll(given);
    }
    SchemaFilterProvider host =
        registry
            .requireService(StrategySelector.class)
            .resolveDefaultableStrategy(
                SchemaFilterProvider.class,
                options.get(AvailableSettings.HBM2DDL_FILTER_PROVIDER),
                UnfilteredSchema.INSTANCE);
    options.put(
        AvailableSettings.HBM2DDL_FILTER_PROVIDER,
        new OwnTablesFilterProvider(host, () -> OwnTables.exist(registry)));
    return new Object[] {options};
  }
}
