package dev.coffer.spring;

import dev.coffer.Coffer;
import dev.coffer.record.RecordStore;
import dev.coffer.spring.bare.BareApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application of Spring Boot without optional libraries, in a separate process. */
final class LeanApplication {

  private LeanApplication() {}

  @SuppressWarnings("SystemOut") // its test reads the output
  public static void main(String... arguments) {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(BareApplication.class)
            .web(WebApplicationType.NONE)
            .run("--spring.datasource.url=jdbc:h2:mem:lean", "--spring.main.banner-mode=off")) {
      context.getBean(RecordStore.class).store("c", "k", new byte[] {1});
      System.out.println("records: " + context.getBean(Coffer.class).report().records());
    }
  }
}
