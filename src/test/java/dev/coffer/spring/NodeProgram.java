package dev.coffer.spring;

import dev.coffer.spring.bare.BareApplication;
import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** An application of Spring Boot that runs until its standard input ends. */
final class NodeProgram {

  private NodeProgram() {}

  /** The settings of the application, such as {@code --coffer.maintenance.node=n1}. */
  public static void main(String[] arguments) throws IOException {
    try (ConfigurableApplicationContext context =
        SpringApplication.run(BareApplication.class, arguments)) {
      while (context.isActive() && System.in.read() >= 0) {
        // The test says nothing until it closes the stream.
      }
    }
  }
}
