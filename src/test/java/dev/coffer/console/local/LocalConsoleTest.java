package dev.coffer.console.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.console.ConsoleHandler;
import dev.coffer.console.ConsoleSettings;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console on the loopback address, by a real client. */
class LocalConsoleTest {
  private static final String HOSTILE = "<script>'\"\u202e\n&=é😀";

  private final HttpClient client = HttpClient.newHttpClient();
  private TestDatabase database;
  private Coffer coffer;
  private LocalConsole console;
  private String cookie = "";

  @BeforeEach
  void start() throws IOException {
    database = TestDatabase.h2().migrate();
    coffer = Coffer.open(OpenSettings.of(database.jdbcUrl()).withUser("sa"));
    ConsoleSettings all = ConsoleSettings.defaults().withWrite(true).withValues(true);
    console = new LocalConsole(new ConsoleHandler(coffer, all), 0, "ann");
  }

  @AfterEach
  void stop() {
    console.close();
    coffer.close();
    database.close();
  }

  private URI at(String address) {
    return console.link().resolve(address);
  }

  private HttpRequest.Builder to(URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    return cookie.isEmpty() ? request : request.header("Cookie", "other=1; " + cookie);
  }

  private HttpResponse<String> get(URI address) throws Exception {
    return client.send(to(address).build(), BodyHandlers.ofString());
  }

  private void letIn() throws Exception {
    HttpResponse<String> response = get(console.link());
    cookie = response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  @Test
  void theLinkIsExchangedOnceForACookie() throws Exception {
    HttpResponse<String> first = get(console.link());
    HttpResponse<String> second = get(console.link());

    assertThat(first.statusCode()).isEqualTo(303);
    assertThat(first.headers().firstValue("Location")).contains("/");
    assertThat(first.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Strict", "Path=/");
    assertThat(second.statusCode()).isEqualTo(401);
    assertThat(second.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(second.body()).contains("works once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/session", "/console.css", "/?token=x", "/api/session?token=x"})
  void nobodyElseSeesAnything(String address) throws Exception {
    HttpResponse<String> response = get(at(address));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void aWrongCookieIsRefused() throws Exception {
    letIn();
    cookie = cookie.substring(0, cookie.length() - 1) + "x";

    assertThat(get(at("/api/session")).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example:%d", "127.0.0.1.evil.example:%d", "127.0.0.1", ""})
  void anotherHostIsRefusedAlsoWithTheCookie(String host) throws Exception {
    letIn();
    int port = console.link().getPort();
    String request =
        "GET /api/session HTTP/1.1\r\nHost: "
            + host.formatted(port)
            + "\r\nCookie: "
            + cookie
            + "\r\nConnection: close\r\n\r\n";

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

      assertThat(answer).startsWith("HTTP/1.1 403 ").doesNotContain("\"user\"");
    }
  }

  @Test
  void onlyTheLoopbackAddressIsServed() throws Exception {
    int port = console.link().getPort();
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(each -> !each.equals(InetAddress.getLoopbackAddress()))
            .toList();

    for (InetAddress each : others) {
      try (Socket socket = new Socket()) {
        assertThatThrownBy(() -> socket.connect(new InetSocketAddress(each, port)))
            .as("%s", each)
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void aRecordWithAHostileKeyIsReadAndDeleted() throws Exception {
    coffer.records().store("players", HOSTILE, "value");
    letIn();
    String record = "collection=players&key=" + URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8);

    HttpResponse<String> found = get(at("/api/record?" + record));
    JsonNode json = new ObjectMapper().readTree(found.body());
    String token =
        new ObjectMapper().readTree(get(at("/api/session")).body()).path("token").asText();
    URI deletion = at("/api/record/delete?" + record + "&version=" + json.path("version").asText());
    HttpResponse<String> without =
        client.send(to(deletion).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    HttpResponse<String> with =
        client.send(
            to(deletion).header("X-Coffer-Token", token).POST(BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());

    assertThat(found.headers().firstValue("Content-Type"))
        .contains("application/json; charset=utf-8");
    assertThat(json.path("key").asText()).isEqualTo(HOSTILE);
    assertThat(without.statusCode()).isEqualTo(403);
    assertThat(with.statusCode()).isEqualTo(200);
    assertThat(coffer.records().retrieve("players", HOSTILE, String.class)).isEmpty();
  }

  @Test
  void bytesAreDownloadedAsAStream() throws Exception {
    byte[] bytes = new byte[2_000_000];
    new Random(3).nextBytes(bytes);
    String hash = coffer.contents().store(bytes).hash().toString();
    letIn();

    HttpResponse<byte[]> response =
        client.send(to(at("/api/content/bytes?hash=" + hash)).build(), BodyHandlers.ofByteArray());

    assertThat(response.body()).isEqualTo(bytes);
    assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment");
  }

  @Test
  void aHeadRequestHasNoBody() throws Exception {
    letIn();

    HttpResponse<String> response =
        client.send(
            to(at("/api/session")).method("HEAD", BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }
}
