package dev.coffer.spring;

import dev.coffer.Coffer;
import dev.coffer.api.MissingLibraryException;
import dev.coffer.record.RecordStore;
import dev.coffer.spring.bare.BareApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application of Spring Boot that stores a JSON value, in a separate process. */
final class JsonApplication {

  record Point(int x, int y) {}

  private JsonApplication() {}

  @SuppressWarnings("SystemOut") // its test reads the output
  public static void main(String... arguments) {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(BareApplication.class)
            .web(WebApplicationType.NONE)
            .run(
                "--spring.datasource.url=jdbc:h2:mem:json",
                "--spring.main.banner-mode=off",
                "--spring.liquibase.enabled=false",
                "--spring.flyway.enabled=false")) {
      System.out.println("on Spring Boot " + SpringBootVersion.getVersion());
      System.out.println(context.getBean(Coffer.class).diagnose());
      RecordStore records = context.getBean(RecordStore.class);
      records.store("c", "k", new Point(1, 2));
      System.out.println("stored: " + records.retrieve("c", "k", Point.class).orElseThrow());
    } catch (MissingLibraryException e) {
      System.out.println("missing: " + e.getMessage());
    }
  }
}
