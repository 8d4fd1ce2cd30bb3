package dev.coffer.web;

import dev.coffer.Coffer;
import dev.coffer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;

/** An application of Spring Boot in its own web server. */
record SpringServer(ConfigurableApplicationContext context) implements WebServer {

  /**
   * The setting by which Spring Security does nothing, so that the application has security of its
   * own or none. The names differ between Spring Boot 3.5 and 4.
   */
  static String withoutSecurity() {
    ClassLoader loader = SpringServer.class.getClassLoader();
    return ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
        .filter(each -> each.contains(".security."))
        .collect(Collectors.joining(",", "spring.autoconfigure.exclude=", ""));
  }

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
