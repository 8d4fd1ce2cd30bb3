package dev.coffer.web;

import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** An application of Spring Boot. It prints what its console answers. */
final class SpringProgram {

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  private SpringProgram() {}

  /**
   * Starts the application.
   *
   * @param arguments the kind of web application
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> settings = List.of("coffer.console.enabled=true", "coffer.console.write=true");
    try (TestDatabase database = TestDatabase.h2();
        WebServer server =
            SpringServer.start(
                WebApplicationType.valueOf(arguments[0]), Application.class, database, settings)) {
      URI session = URI.create("http://127.0.0.1:" + server.port() + "/coffer/api/session");
      String answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(session).build(), BodyHandlers.ofString())
              .body();
      System.out.println("local user: " + answer.contains("\"local user\""));
      System.out.println("token: " + answer.contains("\"token\""));
      System.out.println("token of the host: " + answer.contains("\"hostToken\""));
    }
  }
}
