package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coffer.cli.Shell.Outcome;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command {@code console}, whose output a test reads while it serves. */
class WebConsoleTest {
  private DatabaseShell shell;

  /** A browser that opens the link of the output, and then interrupts the command. */
  private static final class Browser extends OutputStream {
    private final HttpClient client =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(Redirect.NORMAL)
            .build();
    private final Interruption[] interruption = new Interruption[1];
    private final List<String> addresses;
    private final List<HttpResponse<String>> answers = new ArrayList<>();

    Browser(String... addresses) {
      this.addresses = List.of(addresses);
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
      if (text.contains("token=")) {
        URI link = URI.create(new ObjectMapper().readTree(text).path("link").asText());
        open(link);
        for (String each : addresses) {
          open(link.resolve(each));
        }
        interruption[0].request();
      }
    }

    private void open(URI address) throws IOException {
      try {
        answers.add(client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()));
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    String answer(int number) {
      return answers.get(number).body();
    }
  }

  @BeforeEach
  void create() {
    shell = new DatabaseShell(TestDatabase.h2File());
    shell.done("migrate");
    shell.done("put", "players", "alice", "--value", "{\"level\":1}");
  }

  @AfterEach
  void drop() {
    shell.close();
  }

  private Browser serve(String... options) {
    Browser browser = new Browser("/api/session", "/api/record?collection=players&key=alice");
    List<String> arguments = new ArrayList<>(List.of("console", "--json"));
    arguments.addAll(List.of(options));
    Outcome outcome =
        shell.interruptible(browser, browser.interruption, arguments.toArray(new String[0]));
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    return browser;
  }

  @Test
  void servesUntilItIsInterruptedAndIsReadOnly() {
    Browser browser = serve();

    assertThat(browser.answer(0)).contains("<!doctype html>");
    assertThat(browser.answer(1)).contains("\"write\":false", "\"values\":false");
    assertThat(browser.answer(2)).contains("\"key\":\"alice\"").doesNotContain("level");
  }

  @Test
  void theOptionsAllowMore() {
    Browser browser = serve("--write", "--values");

    assertThat(browser.answer(1)).contains("\"write\":true", "\"token\"");
    assertThat(browser.answer(2)).contains("{\\\"level\\\":1}");
  }

  @Test
  void theTopologyHasTheShards() {
    try (TestDatabase first = TestDatabase.h2File().migrate();
        TestDatabase second = TestDatabase.h2File().migrate()) {
      List<String> shards =
          List.of("--shard", "a=" + first.jdbcUrl(), "--shard", "b=" + second.jdbcUrl());
      Outcome created = shell.anywhere(arguments("shards create --user sa", shards));
      assertThat(created.exitCode()).as(created.err()).isEqualTo(ExitCode.DONE);

      assertThat(topology("--user sa", shards)).contains("\"name\":\"a\",\"before\":1", SHARD_B);
      assertThat(topology("--user sa --url " + second.jdbcUrl(), shards))
          .contains("\"name\":\"b\",\"before\":1", SHARD_B);
    }
  }

  private static final String SHARD_B =
      "{\"name\":\"b\",\"before\":1,\"after\":1,\"mapVersion\":1,\"reachable\":true";

  private static String[] arguments(String words, List<String> more) {
    return Stream.concat(Stream.of(words.split(" ", -1)), more.stream()).toArray(String[]::new);
  }

  private String topology(String options, List<String> shards) {
    Browser browser = new Browser("/api/topology");
    Outcome outcome =
        shell.interruptibleAnywhere(
            browser, browser.interruption, arguments("console --json " + options, shards));
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    return browser.answer(1);
  }

  @Test
  void aPortInUseIsRefused() throws IOException {
    try (ServerSocket used = new ServerSocket(0)) {
      Outcome outcome = shell.run("console", "--port", Integer.toString(used.getLocalPort()));

      assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(outcome.err()).contains("is in use; choose another --port");
    }
  }

  @Test
  void aPortOutOfRangeIsWrongUsage() {
    assertThat(shell.run("console", "--port", "65536").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
