package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cli.Shell.Outcome;
import dev.coffer.format.RawJson;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract of import and export, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ImportContract {
  private static final JsonPointer KEY = JsonPointer.parse("/key");
  private static final JsonPointer VALUE = JsonPointer.parse("/value");

  private static final List<String> NASTY =
      List.of(
          "1.10",
          "1e400",
          "-0",
          "-0.0E-7",
          "123456789012345678901234567890.12345678901234567890",
          "null",
          "true",
          "\"\"",
          "\"\\u00e9\\ud83d\\ude00\\u0000 \\/ é 😀 \\\" \\\\\"",
          "\"\\ud83d half a pair\"",
          "{ }",
          "[\t]",
          "{\"a\":1,  \"a\" : 2,\n\r\n \"\" : [ {} , [ [ ] ] ] }",
          "{\"key\":\"k\",\"value\":{\"key\":\"inner\"}}",
          "[" + "1,".repeat(3_000) + "\"large enough to be a content\"]",
          "[".repeat(200) + "]".repeat(200));

  @TempDir private Path directory = Path.of("");
  private final DatabaseShell shell;

  ImportContract(TestDatabase database) {
    this.shell = new DatabaseShell(database);
  }

  @BeforeAll
  void migrate() {
    shell.done("migrate");
  }

  @AfterAll
  void drop() {
    shell.close();
  }

  @Test
  void everyValueSurvivesAnExportAndImport() throws IOException {
    List<String> values = new ArrayList<>(NASTY);
    for (int i = 0; i < 1_200; i++) {
      values.add("{ \"n\" : " + i + ".0 }");
    }
    Path array = write("array.json", "[ " + String.join(" ,\n ", values) + " ]");

    Outcome imported = shell.done("import", "--collection", "nasty", array.toString(), "--json");

    assertThat(imported.out())
        .isEqualTo(
            "{\"collection\":\"nasty\",\"imported\":%1$d,\"created\":%1$d,\"replaced\":0,\"unchanged\":0}\n"
                .formatted(values.size()));
    assertThat(imported.err()).isEmpty();
    String[] byOrdinal = new String[values.size()];
    String exported = shell.done("export", "--collection", "nasty", "--verbatim").out();
    for (RawJson line : elements(exported)) {
      int ordinal = Integer.parseInt(KEY.scalar(line).orElseThrow());
      byOrdinal[ordinal - 1] = VALUE.find(line).orElseThrow().text();
    }
    assertThat(byOrdinal).containsExactlyElementsOf(values);

    assertThat(
            shell.pipe(exported, "import", "--collection", "again", "--exported", "-").exitCode())
        .isEqualTo(ExitCode.DONE);
    assertThat(shell.done("export", "--collection", "again", "--verbatim").out())
        .isEqualTo(exported);
    assertThat(shell.done("export", "--collection", "again").out()).hasLineCount(values.size());
  }

  @Test
  void keysComeFromAPointer() throws IOException {
    Path lines =
        write(
            "lines.json",
            "{\"id\":{\"n\":\"b\"}}\n{\"id\":{\"n\":1.10}}\n{\"id\":{\"n\":\"b\"},\"x\":2}\n");

    Outcome imported =
        shell.done("import", "--collection", "pointed", "--key", "/id/n", lines.toString());

    assertThat(imported.out())
        .isEqualTo("3 values imported into pointed: 2 created, 1 replaced, 0 unchanged\n");
    assertThat(shell.done("list", "pointed").out()).isEqualTo("1.10\nb\n");
    assertThat(shell.done("get", "pointed", "b").out()).contains("\"x\":2");
  }

  @Test
  void theErrorOfInvalidJsonHasThePositionAndTheCount() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 700; i++) {
      text.append("{\"id\":").append(i).append("}\n");
    }
    Path broken = write("broken.json", text + "{\"id\":700,}\n{\"id\":701}\n");

    Outcome imported =
        shell.run("import", "--collection", "broken", "--key", "/id", broken.toString());

    assertThat(imported.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(imported.err())
        .hasLineCount(1)
        .contains(broken.toString(), "line 701, column 11", "500 values were stored before");
    assertThat(shell.done("list", "broken").out()).hasLineCount(500);
  }

  @Test
  void aValueWithoutItsKeyIsRefused() throws IOException {
    Path file = write("keyless.json", "[{\"id\":1},{\"id\":null}]");

    Outcome imported =
        shell.run("import", "--collection", "keyless", "--key", "/id", file.toString());

    assertThat(imported.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(imported.err()).contains("value 2", "/id", "0 values were stored").hasLineCount(1);
  }

  @Test
  void valuesNeedNoSeparator() {
    Outcome imported =
        shell.pipe("{\"a\":1}{\"a\":2}[3][4]", "import", "--collection", "adjacent", "-");

    assertThat(imported.out()).as(imported.err()).startsWith("4 values imported");
    assertThat(shell.pipe("{}{}", "put", "adjacent", "k", "-").err()).contains("use 'import'");
  }

  @Test
  void aGzipFileIsDecompressed() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    for (String member : List.of("{\"id\":1}\n", "{\"id\":2}\n")) {
      try (OutputStream gzip = new GZIPOutputStream(compressed)) {
        gzip.write(member.getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] bytes = compressed.toByteArray();
    Path file = Files.write(directory.resolve("compressed"), bytes);
    Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 9));

    shell.done("import", "--collection", "gzip", "--key", "/id", file.toString());
    InputStream pipe =
        new FilterInputStream(new ByteArrayInputStream(bytes)) {
          @Override
          public int available() {
            return 0;
          }
        };
    assertThat(shell.pipe(pipe, "import", "--collection", "gzip", "--key", "/id", "-").out())
        .startsWith("2 values imported into gzip: 0 created, 0 replaced, 2 unchanged");
    assertThat(shell.run("import", "--collection", "gzip", cut.toString()).err())
        .startsWith("coffer: " + cut + ": ")
        .hasLineCount(1);
    assertThat(shell.run("put", "gzip", "k", file.toString()).err()).contains("is a gzip file");
  }

  private static List<RawJson> elements(String text) throws IOException {
    JsonElements elements =
        JsonElements.sequence(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1 << 20);
    List<RawJson> all = new ArrayList<>();
    Optional<RawJson> next = elements.next();
    while (next.isPresent()) {
      all.add(next.get());
      next = elements.next();
    }
    return all;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
  }
}
