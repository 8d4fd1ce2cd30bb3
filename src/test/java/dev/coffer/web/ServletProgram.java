package dev.coffer.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** A web application without beans. It prints the status of its own page and of the console. */
final class ServletProgram {

  private ServletProgram() {}

  /**
   * Starts the application.
   *
   * @param arguments an empty directory
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("coffer.console.enabled", "true");
    try (ServletApplication application =
        new ServletApplication(Path.of(arguments[0]), new ServletApplication.WithoutSpring())
            .withPage("/page")
            .start()) {
      System.out.println("page: " + status(application, "/page"));
      System.out.println("console: " + status(application, "/coffer/"));
    }
  }

  private static int status(ServletApplication application, String path)
      throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + application.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
