package dev.coffer.web;

import dev.coffer.Coffer;
import dev.coffer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application of Spring Boot in its own web server. */
record SpringServer(ConfigurableApplicationContext context) implements WebServer {

  /** The auto-configuration of Spring Security, of Spring Boot 3.5: only its core is there. */
  private static final String SECURITY =
      String.join(
          ",",
          "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
          "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
          "org.springframework.boot.autoconfigure.security.reactive"
              + ".ReactiveUserDetailsServiceAutoConfiguration");

  static SpringServer start(
      WebApplicationType type, Class<?> application, TestDatabase database, List<String> settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.datasource.url=" + database.jdbcUrl(),
                "spring.datasource.username=" + database.user(),
                "spring.datasource.password=" + database.password(),
                "spring.liquibase.enabled=false",
                "spring.flyway.enabled=false",
                "spring.autoconfigure.exclude=" + SECURITY,
                "spring.main.banner-mode=off"));
    all.addAll(settings);
    return new SpringServer(
        new SpringApplicationBuilder(application)
            .web(type)
            .properties(all.toArray(String[]::new))
            .run());
  }

  @Override
  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @Override
  public Coffer coffer() {
    return context.getBean(Coffer.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
