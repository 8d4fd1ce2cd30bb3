package dev.coffer.web;

import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** An application in a web server with an empty database, and a browser that keeps cookies. */
@Tag("web")
abstract class WebFixture {

  private final TestDatabase database = TestDatabase.h2();
  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private @Nullable WebServer server;

  /** Starts the application on this database, with these settings such as {@code name=value}. */
  abstract WebServer start(TestDatabase ofApplication, List<String> settings);

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
    database.close();
  }

  /** Starts the application. */
  final WebServer start(String... settings) {
    server = start(database, List.of(settings));
    return server;
  }

  final HttpRequest.Builder at(String path) {
    int port = Objects.requireNonNull(server).port();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  final HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return browser.send(
        request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  final HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(at(path));
  }
}
