package example.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The ledger on a real WildFly, over HTTP. */
class LedgerIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void blocksAreKeptWholeOrNotAtAllAndOutliveARestart() throws Exception {
    String first = submission("r1", "r2", 300);
    String seal;
    try (Server server = Server.start()) {
      assertThat(blocks(server)).isZero();

      JsonNode block = json(server.post("blocks", first), 201);
      assertThat(block.get("body").asText()).isEqualTo(hash(first));
      assertThat(json(server.get("receipts/r1"), 200).get("cents").asLong()).isEqualTo(100);
      assertThat(server.get("contents/" + hash(first)).body()).isEqualTo(first);

      // The ledger finds the wrong total last, when everything else is written.
      String wrong = submission("r3", "r4", 1);
      assertThat(server.post("blocks", wrong).statusCode()).isEqualTo(409);
      assertThat(server.get("blocks/2").statusCode()).isEqualTo(404);
      assertThat(server.get("receipts/r3").statusCode()).isEqualTo(404);
      assertThat(server.get("contents/" + hash(wrong)).statusCode()).isEqualTo(404);

      // A receipt that is there already: the rest of its block is undone.
      String again = submission("r5", "r1", 300);
      assertThat(server.post("blocks", again).statusCode()).isEqualTo(409);
      assertThat(server.get("receipts/r5").statusCode()).isEqualTo(404);
      assertThat(server.get("contents/" + hash(again)).statusCode()).isEqualTo(404);

      assertThat(server.post("contents", "a note").statusCode()).isEqualTo(201);
      assertThat(server.get("contents/" + hash("a note")).body()).isEqualTo("a note");

      json(server.post("blocks", submission("r3", "r4", 300)), 201);
      assertThat(blocks(server)).isEqualTo(2);
      seal = json(server.get("proof"), 200).get("seal").asText();
    }
    try (Server server = Server.start()) {
      assertThat(blocks(server)).isEqualTo(2);
      assertThat(json(server.get("proof"), 200).get("seal").asText()).isEqualTo(seal);
      assertThat(server.get("contents/" + hash(first)).body()).isEqualTo(first);

      JsonNode cold = json(server.get("cache"), 200);
      assertThat(json(server.get("receipts/r1"), 200).get("cents").asLong()).isEqualTo(100);
      assertThat(json(server.get("receipts/r1"), 200).get("cents").asLong()).isEqualTo(100);
      json(server.get("blocks/1"), 200);
      json(server.get("blocks/1"), 200);
      JsonNode warm = json(server.get("cache"), 200);
      assertThat(warm.get("puts").asLong()).isPositive();
      assertThat(warm.get("hits").asLong()).isGreaterThan(cold.get("hits").asLong());
      assertThat(warm.get("recordsFromCache").asLong()).isPositive();
    }
  }

  private static long blocks(Server server) throws Exception {
    return json(server.get("proof"), 200).get("blocks").asLong();
  }

  private static String submission(String first, String second, long total) {
    return """
    {"receipts": [
      {"id": "%s", "from": "alice", "to": "bob", "cents": 100},
      {"id": "%s", "from": "bob", "to": "carol", "cents": 200}
    ], "total": %d}
    """
        .formatted(first, second, total);
  }

  private static String hash(String body) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
    return "sha256:" + HexFormat.of().formatHex(digest);
  }

  private static JsonNode json(HttpResponse<String> response, int status) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JSON.readTree(response.body());
  }
}
