package example.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.api.RecordConflictException;
import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.datasource.url=jdbc:h2:mem:game")
class GameTest {

  @Autowired Players players;
  @Autowired History history;
  @Autowired Achievements achievements;
  @Autowired Matches matches;
  @Autowired MatchService service;
  @Autowired ContentStore contents;
  @Autowired Coffer coffer;
  @Autowired TransactionTemplate transaction;
  @Autowired JsonMapper json;

  @Value("${local.server.port}")
  int port;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aMatchIsPlayedOverHttp() throws Exception {
    String alice = post("/players?name=Alice").get("id").asString();
    String bob = post("/players?name=Bob").get("id").asString();
    byte[] replay = replay(1);

    String match = post("/matches?winner=" + alice + "&loser=" + bob, replay).asString();

    assertThat(get("/players/" + alice).get("rating").asInt()).isEqualTo(1016);
    assertThat(get("/players/" + bob).get("rating").asInt()).isEqualTo(984);
    assertThat(get("/players/" + bob + "/history").get(0).get("against").asString())
        .isEqualTo("Alice");
    assertThat(get("/players/" + alice + "/achievements").get(0).get("name").asString())
        .isEqualTo("first-blood");
    HttpResponse<byte[]> download =
        http.send(
            HttpRequest.newBuilder(uri("/matches/" + match + "/replay")).build(),
            BodyHandlers.ofByteArray());
    assertThat(download.body()).isEqualTo(replay);
  }

  @Test
  void equalReplaysAreStoredOnce() {
    Player alice = joined("Alice");
    Player bob = joined("Bob");
    Match first = service.finish(alice.id(), bob.id(), new ByteArrayInputStream(replay(2)));
    Match second = service.finish(bob.id(), alice.id(), new ByteArrayInputStream(replay(2)));
    assertThat(second.replay().id()).isEqualTo(first.replay().id());
  }

  /** The service fails at its second change of the player, when all else is written. */
  @Test
  void whatFailsLeavesNoRecordNoContentAndNoEntity() {
    Player alice = joined("Alice");
    long matchesBefore = matches.count();
    long contentsBefore = coffer.report().contents().contents();

    assertThatThrownBy(
            () -> service.finish(alice.id(), alice.id(), new ByteArrayInputStream(replay(3))))
        .isInstanceOf(RecordConflictException.class);

    assertThat(players.get(alice.id())).contains(alice);
    assertThat(history.of(alice.id())).isEmpty();
    assertThat(achievements.of(alice.id())).isEmpty();
    assertThat(coffer.report().contents().contents()).isEqualTo(contentsBefore);
    assertThat(matches.count()).isEqualTo(matchesBefore);
  }

  /** Nothing of Coffer's fails here: what calls the service does, after it. */
  @Test
  void theTransactionOfACallerHoldsItAll() {
    Player alice = joined("Alice");
    Player bob = joined("Bob");
    UUID[] match = new UUID[1];
    StoredContent[] replay = new StoredContent[1];

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      Match played =
                          service.finish(
                              alice.id(), bob.id(), new ByteArrayInputStream(replay(4)));
                      match[0] = played.id();
                      replay[0] = played.replay();
                      throw new IllegalStateException("A cheat was found.");
                    }))
        .hasMessage("A cheat was found.");

    assertThat(players.get(alice.id())).contains(alice);
    assertThat(players.get(bob.id())).contains(bob);
    assertThat(history.of(alice.id())).isEmpty();
    assertThat(history.of(bob.id())).isEmpty();
    assertThat(achievements.of(alice.id())).isEmpty();
    assertThat(contents.exists(replay[0].hash())).isFalse();
    assertThat(matches.existsById(match[0])).isFalse();
  }

  @Test
  void healthAndStatisticsAreShown() throws Exception {
    joined("Alice");
    assertThat(get("/actuator/health").get("components").get("coffer").get("status").asString())
        .isEqualTo("UP");
    assertThat(get("/actuator/coffer").isObject()).isTrue();
  }

  private Player joined(String name) {
    Player player = Player.named(name);
    players.save(player);
    return player;
  }

  private JsonNode post(String path, byte... body) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return json.readTree(response.body());
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> response =
        http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json.readTree(response.body());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static byte[] replay(long seed) {
    byte[] bytes = new byte[200_000];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
