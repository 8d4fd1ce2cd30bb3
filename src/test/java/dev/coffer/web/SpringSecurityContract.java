package dev.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coffer.console.http.WriteToken;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** The console behind Spring Security as Spring Boot configures it. */
abstract class SpringSecurityContract extends WebFixture {

  private static final String DELETE =
      "/coffer/api/record/delete?collection=players&key=alice&version=";

  abstract WebApplicationType type();

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  @Override
  WebServer start(TestDatabase database, List<String> settings) {
    return SpringServer.start(type(), Application.class, database, settings);
  }

  private WebServer startWithUser(String role) {
    return start(
        "coffer.console.enabled=true",
        "coffer.console.write=true",
        "spring.security.user.name=ann",
        "spring.security.user.password=secret",
        "spring.security.user.roles=" + role);
  }

  private HttpRequest.Builder ofAnn(String path) {
    String account = "ann:secret";
    return at(path)
        .header(
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8)));
  }

  private JsonNode json(String path) throws IOException, InterruptedException {
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
    startWithUser("COFFER_CONSOLE").coffer().store("players", "alice", "value");
    JsonNode session = json("/coffer/api/session");
    assertThat(session.path("user").asText()).isEqualTo("ann");
    String[] ours = {WriteToken.HEADER, session.path("token").asText()};
    String[] theirs = {
      session.path("hostToken").path("header").asText(),
      session.path("hostToken").path("token").asText()
    };
    String version =
        json("/coffer/api/record?collection=players&key=alice").path("version").asText();

    // Spring Security's filter comes before that of the login, so it may ask for a login.
    assertThat(delete(version)).isIn(401, 403);
    assertThat(delete(version, ours)).isIn(401, 403);
    assertThat(delete(version, theirs)).isEqualTo(403);
    assertThat(delete(version, ours[0], ours[1], theirs[0], theirs[1])).isEqualTo(200);
  }

  @Test
  void onlyUsersWithTheRoleSeeTheConsole() throws Exception {
    startWithUser("PLAYER");

    assertThat(get("/coffer/api/session").statusCode()).isEqualTo(401);
    HttpResponse<String> refused = send(ofAnn("/coffer/api/session"));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("COFFER_CONSOLE");
  }
}
