package example.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Coffer's console in the ledger, behind the security of the server. */
class ConsoleIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    Server.addUser("operator", "one", "operator");
    Server.addUser("clerk", "two", "clerk");
    server = Server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void theConsoleIsForOperators() throws Exception {
    assertThat(server.post("contents", "a memo").statusCode()).isEqualTo(201);

    assertThat(server.get("coffer/").statusCode()).isEqualTo(401);
    assertThat(server.send(server.request("clerk", "two", "coffer/api/session")).statusCode())
        .isEqualTo(403);
    HttpResponse<String> bare = asOperator("coffer");
    assertThat(bare.statusCode()).isEqualTo(302);
    assertThat(bare.headers().firstValue("Location").orElseThrow()).endsWith("/ledger/coffer/");
    HttpResponse<String> page = asOperator("coffer/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("js/main.js");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(json(asOperator("coffer/api/contents")).get("contents")).isNotEmpty();
  }

  @Test
  void anOperatorRunsATask() throws Exception {
    JsonNode session = json(asOperator("coffer/api/session"));
    assertThat(session.get("user").asText()).isEqualTo("operator");

    String path = "coffer/api/maintenance/run?task=collect&dry=true";
    assertThat(server.send(run(path)).statusCode()).isEqualTo(403);
    String token = session.get("token").asText();
    JsonNode job = json(server.send(run(path).header("X-Coffer-Token", token)));
    while (job.get("endedAt").isNull()) {
      job = json(asOperator("coffer/api/job?id=" + job.get("id").asText()));
    }
    assertThat(job.get("result").isObject()).as(job.toString()).isTrue();
  }

  private static HttpRequest.Builder run(String path) {
    return server.request("operator", "one", path).POST(HttpRequest.BodyPublishers.noBody());
  }

  private static HttpResponse<String> asOperator(String path) throws Exception {
    return server.send(server.request("operator", "one", path));
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }
}
