package dev.coffer.console;

import static dev.coffer.console.ConsoleClient.error;
import static dev.coffer.console.ConsoleClient.query;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.console.http.ConsoleRequest;
import dev.coffer.console.http.ConsoleResponse;
import dev.coffer.console.http.ConsoleUser;
import dev.coffer.console.http.HostToken;
import dev.coffer.testing.RecordedLog;
import dev.coffer.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protection of the console against users without rights, and against other sites. */
class ConsoleProtectionTest {
  private static final ConsoleSettings ALL =
      ConsoleSettings.defaults().withWrite(true).withValues(true);

  private TestDatabase database;
  private Coffer coffer;

  @BeforeEach
  void open() {
    database = TestDatabase.h2().migrate();
    coffer = Coffer.open(OpenSettings.of(database.jdbcUrl()).withUser("sa"));
    coffer.records().store("players", "alice", "value");
  }

  @AfterEach
  void close() {
    coffer.close();
    database.close();
  }

  private ConsoleClient console(ConsoleSettings settings) {
    return new ConsoleClient(coffer, settings);
  }

  private String deletion(ConsoleClient console) {
    String version =
        console.get("record", "collection", "players", "key", "alice").path("version").asText();
    return query("collection", "players", "key", "alice", "version", version);
  }

  private boolean hasAlice() {
    return coffer.records().retrieve("players", "alice", String.class).isPresent();
  }

  @Test
  void everyAnswerIsIsolated() {
    ConsoleClient console = console(ALL);

    for (ConsoleResponse each :
        List.of(
            console.answer("session"),
            console.answer("none"),
            console.send("GET", "/", null, Map.of()),
            console.send("GET", "", null, Map.of()),
            console.send("GET", "/none.js", null, Map.of()),
            console.send("POST", "/", null, Map.of()))) {
      assertThat(each.headers())
          .containsEntry("Cache-Control", "no-store")
          .containsEntry("X-Content-Type-Options", "nosniff")
          .containsEntry("X-Frame-Options", "DENY")
          .containsEntry("Referrer-Policy", "no-referrer");
      assertThat(each.headers().get("Content-Security-Policy"))
          .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
    }
  }

  @Test
  void writesAreRefusedUnlessTheSettingsAllowThem() {
    ConsoleClient console = console(ConsoleSettings.defaults());
    String deletion = deletion(console);

    ConsoleResponse response =
        console.send("POST", "/api/record/delete", deletion, Map.of("X-Coffer-Token", "x"));

    assertThat(response.status()).isEqualTo(403);
    assertThat(error(response)).contains("coffer.console.write");
    assertThat(console.get("session").has("token")).isFalse();
    assertThat(hasAlice()).isTrue();
  }

  @Test
  void onlyUsersWhoMayWriteGetTheTokenOfTheHost() {
    AtomicInteger found = new AtomicInteger();

    assertThat(session(ConsoleSettings.defaults(), found).has("hostToken")).isFalse();
    assertThat(found).hasValue(0);
    JsonNode token = session(ALL, found).path("hostToken");
    assertThat(token.path("header").asText()).isEqualTo("X-Host-Token");
    assertThat(token.path("token").asText()).isEqualTo("of the host 1");
  }

  private JsonNode session(ConsoleSettings settings, AtomicInteger found) {
    return ConsoleClient.json(
        new ConsoleHandler(coffer, settings)
            .handle(
                new ConsoleRequest(
                    "GET",
                    "/coffer",
                    "/api/session",
                    null,
                    name -> null,
                    ConsoleUser.unrestricted("ann"),
                    () ->
                        Optional.of(
                            new HostToken(
                                "X-Host-Token", "of the host " + found.incrementAndGet())))));
  }

  @Test
  void theHostAllowsAUserLess() {
    ConsoleClient console = console(ALL).as(new ConsoleUser("bob", false, false));

    assertThat(console.get("session").path("write").asBoolean(true)).isFalse();
    assertThat(console.get("record", "collection", "players", "key", "alice").has("value"))
        .isFalse();
    assertThat(console.write("record/delete", "collection", "players").status()).isEqualTo(403);
  }

  @Test
  void aWriteNeedsTheTokenOfItsUser() {
    ConsoleClient console = console(ALL);
    String deletion = deletion(console);
    String ofAnother = console.as(ConsoleUser.unrestricted("eve")).token();
    String ofAnotherProcess = console(ALL).token();

    for (Map<String, String> headers :
        List.<Map<String, String>>of(
            Map.of(),
            Map.of("X-Coffer-Token", ""),
            Map.of("X-Coffer-Token", ofAnother),
            Map.of("X-Coffer-Token", ofAnotherProcess),
            Map.of("X-Coffer-Token", console.token(), "Sec-Fetch-Site", "cross-site"),
            Map.of("X-Coffer-Token", console.token(), "Sec-Fetch-Site", "same-site"))) {
      assertThat(console.send("POST", "/api/record/delete", deletion, headers).status())
          .isEqualTo(403);
    }
    assertThat(hasAlice()).isTrue();
    Map<String, String> right = Map.of("X-Coffer-Token", console.token());
    assertThat(console.send("POST", "/api/record/delete", deletion, right).status()).isEqualTo(200);
    assertThat(hasAlice()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
  void onlyAPostWrites(String method) {
    ConsoleClient console = console(ALL);

    ConsoleResponse response =
        console.send(
            method,
            "/api/record/delete",
            deletion(console),
            Map.of("X-Coffer-Token", console.token()));

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.headers()).containsEntry("Allow", "POST");
    assertThat(hasAlice()).isTrue();
  }

  @Test
  void readsAnswerNoPost() {
    assertThat(console(ALL).send("POST", "/api/storage", null, Map.of()).status()).isEqualTo(405);
  }

  @Test
  void aWriteIsLoggedWithItsUserInOneLine() {
    coffer.records().store("players", "a\nWARN forged", "value");
    ConsoleClient console = console(ALL).as(ConsoleUser.unrestricted("ann\nroot"));
    String version =
        console
            .get("record", "collection", "players", "key", "a\nWARN forged")
            .path("version")
            .asText();

    try (RecordedLog log = new RecordedLog("dev.coffer.console.api.WriteLog", Level.INFO)) {
      console.write(
          "record/delete", "collection", "players", "key", "a\nWARN forged", "version", version);

      assertThat(log.texts())
          .containsExactly(
              "The user \"ann\\nroot\" of the console deleted the record \"players\" \"a\\nWARN"
                  + " forged\".");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../api/session",
        "/..%2f..",
        "/console.css/../../../META-INF/MANIFEST.MF",
        "//etc/passwd",
        "/.html",
        "/index.html\u0000.js",
        "/api",
        "/META-INF"
      })
  void pathsLeadToNoOtherFile(String path) {
    assertThat(console(ALL).send("GET", path, null, Map.of()).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "collection=%",
        "collection=%zz",
        "collection=%ff",
        "collection=%ED%A0%80",
        "collection=a&collection=b",
        "collection=a&limit=0",
        "collection=a&limit=501",
        "collection=a&order=colour",
        "collection=a&order=newest&after=never",
        "collection=a&prefix=p&from=f",
        ""
      })
  void malformedQueriesAreRefusedWithAReason(String query) {
    ConsoleResponse response = console(ALL).send("GET", "/api/records", query, Map.of());

    assertThat(response.status()).isEqualTo(400);
    assertThat(error(response)).isNotEmpty();
  }

  @Test
  void thePageIsAtTheMountWithASlash() {
    ConsoleResponse response = console(ALL).send("GET", "", null, Map.of());

    assertThat(response.status()).isEqualTo(302);
    assertThat(response.headers()).containsEntry("Location", "/coffer/");
  }

  @Test
  void aDatabaseThatIsGoneIsAnAnswer() {
    ConsoleClient console = console(ALL);
    coffer.close();

    ConsoleResponse response = console.answer("storage");

    assertThat(response.status()).isEqualTo(503);
    assertThat(error(response)).isNotEmpty();
  }
}
