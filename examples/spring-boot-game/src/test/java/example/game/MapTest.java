package example.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.datasource.url=jdbc:h2:mem:maps")
class MapTest {

  private static final byte[] MAP = new byte[3_000_000];

  static {
    new Random(1).nextBytes(MAP);
  }

  @Value("${local.server.port}")
  int port;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void put() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("island"))
            .header("Content-Type", "image/png")
            .PUT(BodyPublishers.ofByteArray(MAP))
            .build();
    assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
  }

  @Test
  void aWholeMap() throws Exception {
    HttpResponse<byte[]> response = get();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(MAP);
    assertThat(header(response, "Content-Type")).isEqualTo("image/png");
    assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
  }

  @Test
  void aRange() throws Exception {
    HttpResponse<byte[]> response = get("Range", "bytes=2500000-2500099");
    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(header(response, "Content-Range")).isEqualTo("bytes 2500000-2500099/3000000");
    assertThat(response.body()).isEqualTo(Arrays.copyOfRange(MAP, 2_500_000, 2_500_100));
  }

  @Test
  void theEnd() throws Exception {
    HttpResponse<byte[]> response = get("Range", "bytes=-100");
    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(response.body()).isEqualTo(Arrays.copyOfRange(MAP, 2_999_900, 3_000_000));
  }

  @Test
  void aRangeBehindTheEnd() throws Exception {
    HttpResponse<byte[]> response = get("Range", "bytes=3000000-");
    assertThat(response.statusCode()).isEqualTo(416);
    assertThat(header(response, "Content-Range")).isEqualTo("bytes */3000000");
  }

  @Test
  void anUnchangedMapIsNotSentAgain() throws Exception {
    HttpResponse<byte[]> response = get("If-None-Match", header(get(), "ETag"));
    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void aDownloadContinuesOnlyIfTheMapIsTheSame() throws Exception {
    String tag = header(get(), "ETag");
    assertThat(get("Range", "bytes=10-19", "If-Range", tag).statusCode()).isEqualTo(206);

    HttpResponse<byte[]> changed = get("Range", "bytes=10-19", "If-Range", "\"another\"");

    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body()).isEqualTo(MAP);
  }

  @Test
  void anUnknownMap() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri("atlantis")).build();
    assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
  }

  private HttpResponse<byte[]> get(String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri("island"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }

  private URI uri(String map) {
    return URI.create("http://127.0.0.1:" + port + "/maps/" + map);
  }
}
