package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonElementsTest {
  private static final int LIMIT = 1 << 20;

  private static final List<String> NASTY =
      List.of(
          "1.10",
          "1e400",
          "-0.0",
          "-0E+1",
          "123456789012345678901234567890.000",
          "\"\\u00e9\\ud83d\\ude00 é😀 \\/ \\\" \\\\\"",
          "\"\"",
          "true",
          "null",
          "{ }",
          "[\t]",
          "{\"a\":1, \"a\" : 2,\n  \"\":[ {} , [ ] ]}",
          "[[[[1],[2]],{\"x\":{\"y\":{}}}]]");

  @Test
  void elementsOfAnArrayAreVerbatim() {
    String array = "\n [ " + String.join(" ,\r\n", NASTY) + "]\n";

    assertThat(texts(JsonElements.of(utf8(array), LIMIT))).isEqualTo(NASTY);
  }

  @Test
  void valuesOnLinesAreVerbatim() {
    List<String> values = new ArrayList<>(NASTY);
    String lines = String.join("\n", values);

    assertThat(texts(JsonElements.of(utf8(lines), LIMIT))).isEqualTo(values);
    assertThat(texts(JsonElements.of(utf8(lines + "\r\n\n"), LIMIT))).isEqualTo(values);
  }

  @Test
  void aReadOfZeroBytesIsNoEnd() {
    InputStream halting =
        new FilterInputStream(utf8("[1, 2, 3]")) {
          private int calls;

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return calls++ % 3 < 2 ? 0 : super.read(into, offset, Math.min(length, 2));
          }
        };

    assertThat(texts(JsonElements.of(halting, LIMIT))).containsExactly("1", "2", "3");
  }

  @Test
  void aStreamOfEndlessEmptyReadsIsRefused() {
    InputStream stuck =
        new FilterInputStream(utf8("1\n2\n")) {
          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return Math.max(0, super.read(into, offset, length));
          }
        };
    JsonElements elements = JsonElements.of(stuck, LIMIT);

    assertThatThrownBy(
            () -> {
              while (elements.next().isPresent()) {}
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("0 from 100 consecutive reads");
  }

  @Test
  void arraysOnLinesAreValuesOfASequence() {
    assertThat(texts(JsonElements.sequence(utf8("[1,2]\n[3]\n"), LIMIT)))
        .containsExactly("[1,2]", "[3]");
  }

  @Test
  void objectsAndArraysNeedNoSeparator() {
    assertThat(texts(JsonElements.of(utf8("{}{\"a\":1}[1][]{}"), LIMIT)))
        .containsExactly("{}", "{\"a\":1}", "[1]", "[]", "{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "[]", "[ ]\n", "\ufeff", "\ufeff[]"})
  void anEmptyInputHasNoElements(String text) {
    assertThat(texts(JsonElements.of(utf8(text), LIMIT))).isEmpty();
  }

  @Test
  void aDeepValueDoesNotOverflowTheStack() {
    String deep = "[".repeat(200_000) + "]".repeat(200_000);

    assertThat(texts(JsonElements.sequence(utf8(deep), LIMIT))).containsExactly(deep);
  }

  @Test
  void valuesAcrossBuffersAreComplete() {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      values.add("{\"número\":" + i + "}");
    }

    assertThat(texts(JsonElements.of(utf8("[" + String.join(",", values) + "]"), 100)))
        .isEqualTo(values);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1,]",
        "[1 2]",
        "[1",
        "[1,",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "{\"a\":1,}",
        "[1]x",
        "[1][2]",
        "01",
        "1.",
        ".5",
        "+1",
        "-",
        "1e",
        "1e+",
        "tru",
        "nul",
        "NaN",
        "'a'",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"a\nb\"",
        "{} {}]",
        "{}1",
        "1{}",
        "\"a\"\"b\"",
        "1,2",
        "[1}",
        "{\"a\":1]",
        "]",
        "\u0000",
        "\"\\"
      })
  void brokenTextIsRefused(String text) {
    assertThatThrownBy(() -> texts(JsonElements.of(utf8(text), LIMIT)))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageStartingWith("line ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1,  x]      | 1 | 6 | 5
          [1,@  "a",@] | 3 | 1 | 11
          {"a":1}@{"a" | 2 | 5 | 12
          """)
  void theErrorHasThePosition(String text, long line, long column, long offset) {
    JsonElements elements = JsonElements.of(utf8(text.replace('@', '\n')), LIMIT);

    assertThatThrownBy(() -> texts(elements))
        .isInstanceOfSatisfying(
            MalformedJsonException.class,
            e -> {
              assertThat(e.line()).isEqualTo(line);
              assertThat(e.column()).isEqualTo(column);
              assertThat(e.offset()).isEqualTo(offset);
            });
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] latin1 = "[\"é\"]".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> texts(JsonElements.of(new ByteArrayInputStream(latin1), LIMIT)))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void aValueBeyondTheLimitIsRefused() {
    assertThat(texts(JsonElements.of(utf8("[12345]"), 5))).containsExactly("12345");
    assertThatThrownBy(() -> texts(JsonElements.of(utf8("[123456]"), 5)))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("5 bytes");
  }

  private static List<String> texts(JsonElements elements) {
    try {
      List<String> texts = new ArrayList<>();
      for (var next = elements.next(); next.isPresent(); next = elements.next()) {
        texts.add(next.get().text());
      }
      return texts;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static InputStream utf8(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
