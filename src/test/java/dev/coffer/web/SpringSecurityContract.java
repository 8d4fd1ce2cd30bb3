package dev.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coffer.console.http.WriteToken;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** The console behind Spring Security as Spring Boot configures it. */
@Tag("web")
abstract class SpringSecurityContract {

  private static final String DELETE =
      "/coffer/api/record/delete?collection=players&key=alice&version=";

  private final TestDatabase database = TestDatabase.h2();
  // A browser keeps the cookie of the session to which the token of Spring Security belongs.
  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private @Nullable WebServer server;

  abstract WebApplicationType type();

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
    database.close();
  }

  private void start(String role) {
    server =
        SpringServer.start(
            type(),
            Application.class,
            database,
            List.of(
                "coffer.console.enabled=true",
                "coffer.console.write=true",
                "spring.security.user.name=ann",
                "spring.security.user.password=secret",
                "spring.security.user.roles=" + role));
    server.coffer().store("players", "alice", "value");
  }

  private HttpRequest.Builder at(String path) {
    int port = Objects.requireNonNull(server).port();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpRequest.Builder ofAnn(String path) {
    String account = "ann:secret";
    return at(path)
        .header(
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = send(ofAnn(path));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private int delete(String version, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = ofAnn(DELETE + version).POST(HttpRequest.BodyPublishers.noBody());
    return send(headers.length == 0 ? request : request.headers(headers)).statusCode();
  }

  @Test
  void aWriteCarriesTheTokensOfTheConsoleAndOfSpringSecurity() throws Exception {
    start("COFFER_CONSOLE");
    JsonNode session = get("/coffer/api/session");
    assertThat(session.path("user").asText()).isEqualTo("ann");
    String[] ours = {WriteToken.HEADER, session.path("token").asText()};
    String[] theirs = {
      session.path("hostToken").path("header").asText(),
      session.path("hostToken").path("token").asText()
    };
    String version =
        get("/coffer/api/record?collection=players&key=alice").path("version").asText();

    // Spring Security's filter comes before that of the login, so it may ask for a login.
    assertThat(delete(version)).isIn(401, 403);
    assertThat(delete(version, ours)).isIn(401, 403);
    assertThat(delete(version, theirs)).isEqualTo(403);
    assertThat(delete(version, ours[0], ours[1], theirs[0], theirs[1])).isEqualTo(200);
  }

  @Test
  void onlyUsersWithTheRoleSeeTheConsole() throws Exception {
    start("PLAYER");

    assertThat(send(at("/coffer/api/session")).statusCode()).isEqualTo(401);
    HttpResponse<String> refused = send(ofAnn("/coffer/api/session"));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("COFFER_CONSOLE");
  }
}
