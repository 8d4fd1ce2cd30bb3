package example.game;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Two applications over a primary and a replica, which a user's requests reach by turns. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ReplicaTest {

  @TempDir Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();

  private static ConfigurableApplicationContext start(ReplicatedServers servers) {
    return SpringApplication.run(
        GameApplication.class,
        "--spring.profiles.active=mariadb,replica",
        "--server.port=0",
        "--spring.datasource.url=" + servers.primaryUrl(),
        "--spring.datasource.username=root",
        "--game.replica.jdbc-url=" + servers.replicaUrl(),
        "--game.replica.username=root",
        // A process that commits by itself would ask the primary for a later position.
        "--coffer.maintenance.enabled=false");
  }

  @Test
  void aUserSeesInBothApplicationsWhatTheUserWrote() throws Exception {
    try (ReplicatedServers servers = new ReplicatedServers(directory);
        ConfigurableApplicationContext one = start(servers);
        ConfigurableApplicationContext other = start(servers)) {
      String path = "/players/" + json.readTree(join(one).body()).get("id").asString();
      while (readsOfReplica(other) == 0 || get(other, path, "none").statusCode() != 200) {
        get(other, path, "none");
      }

      servers.pause();
      HttpResponse<String> written = join(one);

      assertThat(written.statusCode()).isEqualTo(201);
      String cookie = written.headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie).startsWith("position=").contains("; HttpOnly");
      String position = cookie.substring(0, cookie.indexOf(';'));
      String newPath = "/players/" + json.readTree(written.body()).get("id").asString();
      assertThat(get(other, newPath, "none").statusCode())
          .as("the replica has not got it")
          .isEqualTo(404);
      assertThat(get(other, newPath, position).body()).isEqualTo(written.body());
      assertThat(get(one, newPath, position).body()).isEqualTo(written.body());
      assertThat(get(other, path, "position=forged").statusCode()).isEqualTo(200);

      servers.resume();
      while (get(other, newPath, "none").statusCode() != 200) {
        Thread.onSpinWait();
      }
    }
  }

  private static long readsOfReplica(ConfigurableApplicationContext application) {
    return application.getBean(Coffer.class).statistics().replicas().get(0).reads();
  }

  private HttpResponse<String> join(ConfigurableApplicationContext application) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(application, "/players?name=Alice"))
            .POST(BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(
      ConfigurableApplicationContext application, String path, String cookie) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(application, path)).header("Cookie", cookie).build(),
        BodyHandlers.ofString());
  }

  private static URI uri(ConfigurableApplicationContext application, String path) {
    return URI.create(
        "http://127.0.0.1:"
            + application.getEnvironment().getProperty("local.server.port")
            + path);
  }
}
