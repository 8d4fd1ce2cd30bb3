package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialSourceTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void aFileMayBeAnArrayOrLines() throws IOException {
    write("array.json", "[1, {}]");
    write("lines.json", "1\n{}\n");

    assertThat(texts("c=" + directory.resolve("array.json"))).containsExactly("1", "{}");
    assertThat(texts("c=" + directory.resolve("lines.json"))).containsExactly("1", "{}");
  }

  @Test
  void aDirectoryIsReadInOrderAndAtAnyDepth() throws IOException {
    Files.createDirectories(directory.resolve("b"));
    write("b/two.json", "{\"x\":{\"y\":[ 2 , 3.0 ]}}");
    write("a.json", "{\"x\":{\"y\":[1]}}");
    write("none.json", "{\"x\":{}}");
    write("other.txt", "not JSON");

    assertThat(texts("c=" + directory + "#/x/y")).containsExactly("1", "2", "3.0");
  }

  @Test
  void aFileWithoutTheArrayIsRefused() throws IOException {
    write("none.json", "{\"x\":{}}");

    assertThatThrownBy(() -> texts("c=" + directory.resolve("none.json") + "#/x"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no array at /x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "c", "=file", "c="})
  void whatIsNoSourceIsRefused(String text) {
    assertThatThrownBy(() -> TrialSource.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("COLLECTION=FILE");
  }

  private static List<String> texts(String source) throws IOException {
    List<String> texts = new ArrayList<>();
    TrialSource.parse(source).forEach(value -> texts.add(value.text()));
    return texts;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
  }
}
