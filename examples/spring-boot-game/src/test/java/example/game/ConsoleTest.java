package example.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"spring.datasource.url=jdbc:h2:mem:console", "coffer.console.write=true"})
class ConsoleTest {

  @Autowired Players players;

  @Value("${local.server.port}")
  int port;

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  @TestConfiguration(proxyBeanMethods = false)
  static class Accounts {
    @Bean
    UserDetailsService accounts() {
      return new InMemoryUserDetailsManager(
          User.withUsername("operator").password("{noop}one").roles("COFFER_CONSOLE").build(),
          User.withUsername("player").password("{noop}two").roles("PLAYER").build());
    }
  }

  private HttpResponse<String> get(String path, String account)
      throws IOException, InterruptedException {
    return send(request(path, account));
  }

  private HttpRequest.Builder request(String path, String account) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (!account.isEmpty()) {
      request.header(
          "Authorization",
          "Basic "
              + Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8)));
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void theConsoleIsForOperators() throws Exception {
    players.save(Player.named("Alice"));

    assertThat(get("/coffer/", "").statusCode()).isEqualTo(401);
    assertThat(get("/coffer/api/collections", "").statusCode()).isEqualTo(401);
    assertThat(get("/coffer/api/collections", "player:two").statusCode()).isEqualTo(403);
    HttpResponse<String> page = get("/coffer/", "operator:one");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .contains("default-src 'none'");
    assertThat(get("/coffer/api/collections", "operator:one").body()).contains("players");
    assertThat(get("/actuator/health", "").statusCode()).isEqualTo(200);
  }

  @Test
  void aTaskIsRunWithTheTokensOfTheConsoleAndOfSpringSecurity() throws Exception {
    JsonNode session =
        new JsonMapper().readTree(get("/coffer/api/session", "operator:one").body());
    JsonNode ofSpring = session.get("hostToken");
    HttpRequest.Builder run =
        request("/coffer/api/maintenance/run?task=collect&dry=true", "operator:one")
            .POST(HttpRequest.BodyPublishers.noBody())
            .header("X-Coffer-Token", session.get("token").asString());

    assertThat(send(run).statusCode()).isEqualTo(403);
    run.header(ofSpring.get("header").asString(), ofSpring.get("token").asString());
    assertThat(send(run).statusCode()).isEqualTo(200);
  }
}
