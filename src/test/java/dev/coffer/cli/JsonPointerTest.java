package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.format.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPointerTest {
  private static final RawJson VALUE =
      new RawJson(
          """
          { "id" : 1.10, "a/b":"slash", "m~n": "tilde", "":{"":"empty"}, "list":[10,[ 20 , {"x":"é\\ud83d\\ude00"}]],
            "none":null, "yes":true, "twice":1, "twice":2, "\\u0061":"escaped name" }
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /id         | 1.10
          /a~1b       | "slash"
          /m~0n       | "tilde"
          //          | "empty"
          /list/0     | 10
          /list/1     | [ 20 , {"x":"é\\ud83d\\ude00"}]
          /twice      | 2
          /a          | "escaped name"
          /none       | null
          """)
  void findsVerbatim(String pointer, String found) {
    assertThat(JsonPointer.parse(pointer).find(VALUE)).contains(new RawJson(found));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/absent", "/list/2", "/list/00", "/list/-", "/id/x", "/list/1/1/x/y"})
  void findsNothing(String pointer) {
    assertThat(JsonPointer.parse(pointer).find(VALUE)).isEmpty();
  }

  @Test
  void theEmptyPointerIsTheWholeValue() {
    assertThat(JsonPointer.parse("").find(VALUE)).contains(new RawJson(VALUE.text().strip()));
  }

  @ParameterizedTest
  @CsvSource({"/id, 1.10", "/yes, true", "/list/1/1/x, é😀", "/a~1b, slash"})
  void scalarsAreText(String pointer, String text) {
    assertThat(JsonPointer.parse(pointer).scalar(VALUE)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/none", "/list", "/", "", "/absent"})
  void aNonScalarHasNoText(String pointer) {
    assertThat(JsonPointer.parse(pointer).scalar(VALUE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", " /id", "/a~", "/a~2", "/~~0"})
  void anInvalidPointerIsRefused(String text) {
    assertThatThrownBy(() -> JsonPointer.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a JSON pointer");
  }
}
