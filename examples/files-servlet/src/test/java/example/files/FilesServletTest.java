package example.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.file.FileOptions;
import dev.coffer.file.FileRepository;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests over HTTP. The file is so large that its content has several parts. */
class FilesServletTest {

  private static final byte[] BYTES = new byte[3_000_000];

  static {
    new Random(1).nextBytes(BYTES);
  }

  @TempDir static Path directory;

  private static Coffer coffer;
  private static FileRepository files;
  private static FileServer server;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    coffer = Coffer.open("jdbc:h2:" + directory.resolve("files"));
    files = coffer.files("files");
    put("maps/island.png", BYTES, FileOptions.defaults().withMediaType("image/png"));
    server = new FileServer(files, 0);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    coffer.close();
  }

  private static void put(String path, byte[] bytes, FileOptions options) {
    files.put(path, new ByteArrayInputStream(bytes), options);
  }

  @Test
  void aWholeFile() throws Exception {
    HttpResponse<byte[]> response = get();

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(BYTES);
    assertThat(header(response, "Content-Type")).isEqualTo("image/png");
    assertThat(header(response, "Content-Length")).isEqualTo("3000000");
    assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(response, "ETag"))
        .isEqualTo(files.get("maps/island.png").orElseThrow().entityTag());
  }

  @Test
  void aHeadHasTheHeadersOfTheWholeFile() throws Exception {
    HttpResponse<byte[]> response = send("HEAD", "maps/island.png", "Range", "bytes=0-99");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(header(response, "Content-Length")).isEqualTo("3000000");
    assertThat(header(response, "Content-Type")).isEqualTo("image/png");
    assertThat(response.headers().firstValue("Content-Range")).isEmpty();
    HttpResponse<byte[]> known =
        send("HEAD", "maps/island.png", "If-None-Match", header(response, "ETag"));
    assertThat(known.statusCode()).isEqualTo(304);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-99, 0, 99",
    "BYTES=0-99, 0, 99",
    "bytes=2500000-2500099, 2500000, 2500099",
    "bytes=100000-2900000, 100000, 2900000",
    "bytes=2999999-, 2999999, 2999999",
    "bytes=2999900-3000000, 2999900, 2999999",
    "bytes=0-999999999999999999, 0, 2999999",
    "bytes=-1, 2999999, 2999999",
    "bytes=-100, 2999900, 2999999",
    "bytes=-3000001, 0, 2999999",
  })
  void aRange(String range, int first, int last) throws Exception {
    HttpResponse<byte[]> response = get("Range", range);

    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(header(response, "Content-Range"))
        .isEqualTo("bytes " + first + "-" + last + "/3000000");
    assertThat(header(response, "Content-Length")).isEqualTo("" + (last - first + 1));
    assertThat(header(response, "Content-Type")).isEqualTo("image/png");
    assertThat(response.headers().firstValue("ETag")).isPresent();
    assertThat(response.body()).isEqualTo(Arrays.copyOfRange(BYTES, first, last + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=3000000-", "bytes=3000000-3000001", "bytes=-0"})
  void aRangeOfNoBytes(String range) throws Exception {
    HttpResponse<byte[]> response = get("Range", range);

    assertThat(response.statusCode()).isEqualTo(416);
    assertThat(header(response, "Content-Range")).isEqualTo("bytes */3000000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=5-2",
        "bytes=-",
        "bytes=a-b",
        "bytes",
        "lines=0-1",
        "bytes=0-1,5-6",
        "bytes=0-9999999999999999999",
      })
  void aHeaderThatNamesNoSingleRangeIsIgnored(String range) throws Exception {
    HttpResponse<byte[]> response = get("Range", range);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Range")).isEmpty();
    assertThat(response.body()).isEqualTo(BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TAG", "W/TAG", "\"other\", TAG", "\"other\",W/TAG", "*"})
  void aFileThatTheClientHasIsNotSent(String tags) throws Exception {
    String tag = header(get(), "ETag");

    HttpResponse<byte[]> response =
        get("If-None-Match", tags.replace("TAG", tag), "Range", "bytes=0-9");

    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(header(response, "ETag")).isEqualTo(tag);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void aFileThatTheClientHasNotIsSent() throws Exception {
    assertThat(get("If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    assertThat(get("If-None-Match", "\"other\"", "Range", "bytes=0-9").statusCode()).isEqualTo(206);
  }

  @Test
  void aDownloadContinuesOnlyWithTheSameBytes() throws Exception {
    FileOptions options = FileOptions.defaults();
    put("changing", BYTES, options);
    String tag = header(send("GET", "changing"), "ETag");
    String[] rest = {"Range", "bytes=1000000-", "If-Range", tag};
    assertThat(send("GET", "changing", rest).statusCode()).isEqualTo(206);

    put("changing", "other bytes".getBytes(UTF_8), options);
    HttpResponse<byte[]> changed = send("GET", "changing", rest);

    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body()).isEqualTo("other bytes".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/TAG", "\"other\"", "Sat, 28 Nov 2026 07:00:00 GMT"})
  void anIfRangeWithoutTheStrongTagYieldsTheWholeFile(String condition) throws Exception {
    String tag = header(get(), "ETag");

    HttpResponse<byte[]> response =
        get("Range", "bytes=0-9", "If-Range", condition.replace("TAG", tag));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(BYTES);
  }

  @Test
  void anEmptyFileHasNoRanges() throws Exception {
    put("empty", new byte[0], FileOptions.defaults());

    for (String range : new String[] {"bytes=0-", "bytes=-1"}) {
      HttpResponse<byte[]> response = send("GET", "empty", "Range", range);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(header(response, "Content-Length")).isEqualTo("0");
    }
  }

  @Test
  void aPathHasAnyCharacters() throws Exception {
    put("Rechnung für Zoë 🧾 100%.pdf", BYTES, FileOptions.defaults());

    String encoded = new URI(null, null, "/Rechnung für Zoë 🧾 100%.pdf", null).toASCIIString();

    assertThat(send("GET", encoded.substring(1)).body()).isEqualTo(BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"absent", "", "maps", "maps/", "MAPS/island.png"})
  void anUnknownPath(String path) throws Exception {
    HttpResponse<byte[]> response = send("GET", path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("ETag")).isEmpty();
  }

  @Test
  void onlyReadsAreAllowed() throws Exception {
    assertThat(send("DELETE", "maps/island.png").statusCode()).isEqualTo(405);
    assertThat(send("PUT", "maps/island.png").statusCode()).isEqualTo(405);
    assertThat(get().statusCode()).isEqualTo(200);
  }

  private HttpResponse<byte[]> get(String... headers) throws Exception {
    return send("GET", "maps/island.png", headers);
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + server.port() + "/files/" + path))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }
}
