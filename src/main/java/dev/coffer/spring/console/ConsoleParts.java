package dev.coffer.spring.console;

import dev.coffer.Coffer;
import dev.coffer.ShardedCoffer;
import dev.coffer.console.ConsoleHandler;
import dev.coffer.console.ConsoleSettings;
import dev.coffer.console.http.ConsoleAccess;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/** The console of an application, before a web server has it. */
final class ConsoleParts {
  private static final Logger log = LoggerFactory.getLogger(ConsoleParts.class);

  private static final String DEFAULT_ROLE = "COFFER_CONSOLE";

  private final ConsoleProperties properties;
  private final Supplier<ConsoleHandler> handler;
  private final ConsoleAccess access;

  /**
   * The parts.
   *
   * @param securityFilter the name of the class of which Spring Security has a bean in this kind of
   *     web application
   */
  ConsoleParts(
      ObjectProvider<Coffer> coffer,
      ConsoleProperties properties,
      ListableBeanFactory beans,
      String securityFilter) {
    this.properties = properties;
    requireShown(beans, properties.shard());
    ObjectProvider<ShardedCoffer> cluster = beans.getBeanProvider(ShardedCoffer.class);
    this.handler =
        SingletonSupplier.of(
            () ->
                new ConsoleHandler(
                    shown(coffer, cluster, properties.shard()),
                    settings(properties, cluster.getIfUnique())));
    String role = properties.role();
    this.access =
        new ConsoleAccess(role == null && hasBean(beans, securityFilter) ? DEFAULT_ROLE : role);
    if (access.role() == null) {
      log.warn(
          "The console of Coffer at {} serves this machine only, because the application has no"
              + " security. Add Spring Security, or set coffer.console.role.",
          properties.path());
    }
  }

  private static void requireShown(ListableBeanFactory beans, @Nullable String shard) {
    if (shard == null && !has(beans, Coffer.class)) {
      throw invalid(
          null,
          "The application has a ShardedCoffer and no Coffer bean. Name the shard whose database the"
              + " console shows.");
    }
    if (shard != null && !has(beans, ShardedCoffer.class)) {
      throw invalid(
          shard,
          "The application has no ShardedCoffer bean. Remove the setting, or configure coffer.shards.");
    }
  }

  private static boolean has(ListableBeanFactory beans, Class<?> type) {
    return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type, true, false).length > 0;
  }

  private static Coffer shown(
      ObjectProvider<Coffer> coffer,
      ObjectProvider<ShardedCoffer> cluster,
      @Nullable String shard) {
    return shard == null
        ? coffer.getObject()
        : cluster
            .getObject()
            .shard(shard)
            .orElseThrow(() -> invalid(shard, "The ShardedCoffer has no shard of this name."));
  }

  private static InvalidConfigurationPropertyValueException invalid(
      @Nullable String shard, String reason) {
    return new InvalidConfigurationPropertyValueException("coffer.console.shard", shard, reason);
  }

  private static ConsoleSettings settings(
      ConsoleProperties properties, @Nullable ShardedCoffer cluster) {
    ConsoleSettings settings = new ConsoleSettings(properties.write(), properties.values());
    return cluster == null ? settings : settings.withShards(cluster::state);
  }

  private static boolean hasBean(ListableBeanFactory beans, String className) {
    ClassLoader loader = ConsoleParts.class.getClassLoader();
    return ClassUtils.isPresent(className, loader)
        && has(beans, ClassUtils.resolveClassName(className, loader));
  }

  Supplier<ConsoleHandler> handler() {
    return handler;
  }

  ConsoleAccess access() {
    return access;
  }

  String path() {
    return properties.path();
  }

  /** The handler of the path of the console and of all paths below it. */
  <H> Map<String, H> mapping(H console) {
    return Map.of(path(), console, path() + "/**", console);
  }
}
