package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
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
  void gzipFilesAndByteOrderMarksAreRead() throws IOException {
    try (OutputStream gzip =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("a.json.gz")))) {
      gzip.write("{\"x\":[1]}".getBytes(StandardCharsets.UTF_8));
    }
    write("b.json", "\ufeff{\"x\":[2]}");

    assertThat(texts("c=" + directory + "#/x")).containsExactly("1", "2");
    assertThat(texts("c=" + directory)).containsExactly("{\"x\":[1]}", "{\"x\":[2]}");
  }

  @Test
  void linksAreFollowedOnce() throws IOException {
    Path real = Files.createDirectories(directory.resolve("real"));
    write("real/one.json", "1");
    Files.createSymbolicLink(real.resolve("two.json"), real.resolve("one.json"));
    Files.createSymbolicLink(real.resolve("loop"), real);
    Files.createSymbolicLink(directory.resolve("link"), real);

    assertThat(texts("c=" + directory)).containsExactly("1");
    assertThat(texts("c=" + directory.resolve("link"))).containsExactly("1");
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
  void anInvalidSourceIsRefused(String text) {
    assertThatThrownBy(() -> TrialSource.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("COLLECTION=FILE");
  }

  private static List<String> texts(String source) throws IOException {
    List<String> texts = new ArrayList<>();
    Console console =
        Console.of(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            Map.of(),
            Terminal.NONE);
    TrialSource parsed = TrialSource.parse(source);
    for (Path file : parsed.files(new PassedOver(console))) {
      parsed.forEach(console, file, value -> texts.add(value.text()));
    }
    return texts;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
  }
}
