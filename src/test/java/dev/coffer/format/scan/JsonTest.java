package dev.coffer.format.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void objectsAreOneLine() {
    Json inner = new Json().with("number", 7).with("share", 0.125).with("true", true);

    assertThat(
            new Json()
                .with("a\"b", "x\ny\\é😀\u0001")
                .withObjects("list", List.of(inner, new Json())))
        .hasToString(
            "{\"a\\\"b\":\"x\\ny\\\\é😀\\u0001\",\"list\":[{\"number\":7,\"share\":0.125,\"true\":true},{}]}");
  }

  @Test
  void halfOfASurrogatePairIsEscaped() {
    assertThat(Json.quote("a\ud83d")).isEqualTo("\"a\\ud83d\"");
  }
}
