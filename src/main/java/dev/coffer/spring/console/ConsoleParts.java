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
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
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
    ObjectProvider<ShardedCoffer> cluster = beans.getBeanProvider(ShardedCoffer.class);
    this.handler =
        SingletonSupplier.of(
            () ->
                new ConsoleHandler(
                    coffer.getObject(), settings(properties, cluster.getIfUnique())));
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

  private static ConsoleSettings settings(
      ConsoleProperties properties, @Nullable ShardedCoffer cluster) {
    ConsoleSettings settings = new ConsoleSettings(properties.write(), properties.values());
    return cluster == null ? settings : settings.withShards(cluster::state);
  }

  private static boolean hasBean(ListableBeanFactory beans, String className) {
    ClassLoader loader = ConsoleParts.class.getClassLoader();
    return ClassUtils.isPresent(className, loader)
        && beans.getBeanNamesForType(ClassUtils.resolveClassName(className, loader), true, false)
                .length
            > 0;
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
