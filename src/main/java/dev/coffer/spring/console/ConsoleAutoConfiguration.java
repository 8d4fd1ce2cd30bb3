package dev.coffer.spring.console;

import dev.coffer.Coffer;
import dev.coffer.ShardedCoffer;
import dev.coffer.console.servlet.ConsoleServlet;
import dev.coffer.spring.CofferAutoConfiguration;
import dev.coffer.spring.ShardsAutoConfiguration;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.SimpleServletHandlerAdapter;

/**
 * Serves the console of the application's {@link Coffer}, or of a shard of its {@link
 * ShardedCoffer}, in its web server, MVC or WebFlux, if {@code coffer.console.enabled} is true.
 */
@AutoConfiguration(after = {CofferAutoConfiguration.class, ShardsAutoConfiguration.class})
@ConditionalOnProperty("coffer.console.enabled")
@Conditional(ConsoleAutoConfiguration.HasStore.class)
@EnableConfigurationProperties(ConsoleProperties.class)
public class ConsoleAutoConfiguration {

  /** Before the mappings of static resources, which have every path. */
  private static final int ORDER = -90;

  /** Whether the application has a Coffer or a cluster of shards. */
  static final class HasStore extends AnyNestedCondition {
    HasStore() {
      super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnBean(Coffer.class)
    static final class OfOneDatabase {}

    @ConditionalOnBean(ShardedCoffer.class)
    static final class OfShards {}
  }

  /** For a DispatcherServlet. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(DispatcherServlet.class)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class Mvc {

    @Bean
    org.springframework.web.servlet.handler.SimpleUrlHandlerMapping cofferConsoleMapping(
        ObjectProvider<Coffer> coffer, ConsoleProperties properties, ListableBeanFactory beans) {
      ConsoleParts parts =
          new ConsoleParts(
              coffer, properties, beans, "org.springframework.security.web.SecurityFilterChain");
      ConsoleServlet servlet =
          new ConsoleServlet(
              parts.handler(), parts.access(), parts.path(), SecurityTokens.ofServlets());
      return new org.springframework.web.servlet.handler.SimpleUrlHandlerMapping(
          parts.mapping(servlet), ORDER);
    }

    @Bean
    SimpleServletHandlerAdapter cofferConsoleAdapter() {
      return new SimpleServletHandlerAdapter();
    }
  }

  /** For WebFlux. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(DispatcherHandler.class)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
  static class WebFlux {

    @Bean
    org.springframework.web.reactive.handler.SimpleUrlHandlerMapping cofferConsoleMapping(
        ObjectProvider<Coffer> coffer, ConsoleProperties properties, ListableBeanFactory beans) {
      ConsoleParts parts =
          new ConsoleParts(
              coffer,
              properties,
              beans,
              "org.springframework.security.web.server.SecurityWebFilterChain");
      return new org.springframework.web.reactive.handler.SimpleUrlHandlerMapping(
          parts.mapping(new ReactiveConsole(parts)), ORDER);
    }
  }
}
