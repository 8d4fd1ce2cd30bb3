package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cli.Shell.Outcome;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands on files, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FileCommandsContract {
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z";

  @TempDir private Path directory = Path.of("");
  private final DatabaseShell shell;

  FileCommandsContract(TestDatabase database) {
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

  private void put(String collection, String... paths) {
    for (String path : paths) {
      Outcome put = shell.pipe("bytes of " + path, "files", "put", collection, path, "-");
      assertThat(put.exitCode()).as(put.err()).isEqualTo(ExitCode.DONE);
    }
  }

  private String paths(String collection) {
    return shell.done("files", "ls", collection).out().replaceAll("(?m)^\\S+ \\S+ ", "");
  }

  private void refuses(String message, String... arguments) {
    fails(ExitCode.REFUSED, message, arguments);
  }

  private void misuses(String message, String... arguments) {
    fails(ExitCode.USAGE, message, arguments);
  }

  private void fails(int exitCode, String message, String... arguments) {
    Outcome outcome = shell.run(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
    assertThat(outcome.err()).startsWith("coffer: ").contains(message).hasLineCount(1);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void aFileComesBackByteForByte() throws IOException {
    byte[] large = new byte[2_000_000];
    new Random(1).nextBytes(large);
    Path source = Files.write(directory.resolve("source"), large);
    Path copy = directory.resolve("copy");

    String put = shell.done("files", "put", "stored", "2026/17.bin", source.toString()).out();

    assertThat(put).matches("created, version \\d+, blake3:[0-9a-f]{64}\n");
    assertThat(shell.done("files", "get", "stored", "2026/17.bin").bytes()).isEqualTo(large);
    assertThat(shell.done("files", "get", "stored", "2026/17.bin", "-o", copy.toString()).out())
        .isEmpty();
    assertThat(copy).hasBinaryContent(large);
    assertThat(shell.done("files", "put", "stored", "2026/17.bin", source.toString()).out())
        .startsWith("unchanged, ");
    assertThat(
            shell
                .done("files", "get", "stored", "2026/17.bin", "-o", copy.toString(), "--json")
                .out())
        .contains("\"path\":\"2026/17.bin\",\"size\":2000000,", "\"output\":\"" + copy + "\"");
  }

  @Test
  void theStandardInputIsStored() {
    byte[] bytes = {0, -1, 13, 10, 34, 92};

    Outcome put =
        shell.pipe(new ByteArrayInputStream(bytes), "files", "put", "piped", "a b", "-", "--json");

    assertThat(put.out())
        .matches(
            "\\{\"outcome\":\"created\",\"version\":\\d+,\"hash\":\"blake3:\\w+\",\"size\":6\\}\n");
    assertThat(shell.done("files", "get", "piped", "a b").bytes()).isEqualTo(bytes);
  }

  @Test
  void aFileHasAMediaTypeAttributesAndAnExpiry() throws IOException {
    Path source = Files.writeString(directory.resolve("text"), "text");
    shell.done(
        "files",
        "put",
        "described",
        "a",
        source.toString(),
        "--media-type",
        "text/plain;charset=UTF-8",
        "--attribute",
        "customer=4711",
        "--attribute",
        "formula=a=\"b\"",
        "--attribute",
        "empty=",
        "--expires-in",
        "7d");

    String info = shell.done("files", "info", "described", "a").out();

    assertThat(info)
        .contains("path        a\nsize        4 bytes\nhash        blake3:")
        .contains(
            "media type  text/plain;charset=UTF-8\nattribute   customer=4711\n"
                + "attribute   empty=\nattribute   formula=a=\"b\"\nversion     ")
        .containsPattern("created     " + TIME + "\nupdated     " + TIME)
        .containsPattern("expires     " + TIME);
    assertThat(shell.done("files", "info", "described", "a", "--json").out())
        .contains(
            "\"mediaType\":\"text/plain;charset=UTF-8\",\"attributes\":{\"customer\":\"4711\","
                + "\"empty\":\"\",\"formula\":\"a=\\\"b\\\"\"},\"version\":")
        .contains("\"expiresAt\":\"20");

    shell.done("files", "put", "described", "a", source.toString(), "--keep-expiry");
    assertThat(shell.done("files", "info", "described", "a").out())
        .contains("media type  application/octet-stream\nversion")
        .doesNotContain("expires     never");
    shell.done("files", "put", "described", "a", source.toString());
    assertThat(shell.done("files", "info", "described", "a").out()).contains("expires     never");
  }

  @Test
  void filesAreListedByPrefix() {
    put("listed", "2026/b", "2026/a", "2026-old/c", "d");

    assertThat(shell.done("files", "ls", "listed").out())
        .matches(
            "19 TIME 2026-old/c\n15 TIME 2026/a\n15 TIME 2026/b\n10 TIME d\n"
                .replace("TIME", TIME));
    assertThat(shell.done("files", "ls", "listed", "2026/").out()).hasLineCount(2);
    assertThat(shell.done("files", "ls", "listed", "2026").out()).hasLineCount(3);
    assertThat(shell.done("files", "ls", "listed", "2027/").out()).isEmpty();
    assertThat(shell.done("files", "ls", "listed", "d", "--json").out())
        .startsWith("{\"path\":\"d\",\"size\":10,\"hash\":\"blake3:")
        .endsWith(",\"expiresAt\":null}\n")
        .hasLineCount(1);
    refuses("'nowhere'", "files", "ls", "nowhere");
  }

  @Test
  void aFileIsMoved() {
    put("moved", "a", "b");

    assertThat(shell.done("files", "mv", "moved", "a", "c/d").out()).isEmpty();
    assertThat(paths("moved")).isEqualTo("b\nc/d\n");
    assertThat(shell.done("files", "get", "moved", "c/d").out()).isEqualTo("bytes of a");
    assertThat(shell.done("files", "mv", "moved", "c/d", "e", "--json").out())
        .isEqualTo("{\"moved\":true}\n");
    refuses("'b'", "files", "mv", "moved", "e", "b");
    refuses("'a'", "files", "mv", "moved", "a", "f");
    assertThat(paths("moved")).isEqualTo("b\ne\n");
  }

  @Test
  void filesAreDeletedByPathOrByPrefix() {
    put("deleted", "2026/a", "2026/b", "2026-old/c", "d");

    assertThat(shell.done("files", "rm", "deleted", "d").out()).isEmpty();
    assertThat(shell.done("files", "rm", "deleted", "2026/a", "--json").out())
        .isEqualTo("{\"deleted\":true}\n");
    refuses("'d'", "files", "rm", "deleted", "d");
    refuses("'2026/'", "files", "rm", "deleted", "2026/");
    misuses("--yes", "files", "rm", "deleted", "--prefix", "2026/");
    misuses("PATH or --prefix", "files", "rm", "deleted");
    misuses("PATH or --prefix", "files", "rm", "deleted", "2026/b", "--prefix", "x", "--yes");

    Outcome declined = shell.answer("n\n", "files", "rm", "deleted", "--prefix", "2026");
    assertThat(declined.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(declined.err()).contains("Delete 2 files", "'deleted'", "nothing was deleted");
    assertThat(paths("deleted")).isEqualTo("2026-old/c\n2026/b\n");
    assertThat(shell.answer("y\n", "files", "rm", "deleted", "--prefix", "2026/").out())
        .isEqualTo("1 files deleted\n");
    assertThat(shell.done("files", "rm", "deleted", "--prefix", "", "--yes", "--json").out())
        .isEqualTo("{\"deleted\":1}\n");
  }

  @Test
  void badInputStoresNothing() throws IOException {
    Path source = Files.writeString(directory.resolve("bad"), "text");
    String file = source.toString();

    refuses("empty segment", "files", "put", "bad", "a//b", file);
    refuses("'..'", "files", "get", "bad", "../a");
    refuses("no such file", "files", "put", "bad", "a", file + ".absent");
    refuses("is a directory", "files", "put", "bad", "a", directory.toString());
    misuses("application/pdf", "files", "put", "bad", "a", file, "--media-type", "pdf");
    misuses("NAME=VALUE", "files", "put", "bad", "a", file, "--attribute", "customer");
    misuses("NAME=VALUE", "files", "put", "bad", "a", file, "--attribute", "=4711");
    misuses("PATH", "files", "get", "bad");
    assertThat(shell.done("count", "bad").out()).isEqualTo("0\n");
    for (String command : List.of("get", "info", "rm")) {
      refuses("no file under the path 'a' in the collection 'bad'", "files", command, "bad", "a");
    }
  }

  @Test
  void aRecordIsNotAFile() {
    shell.done("put", "records", "k", "--value", "{\"a\": 1}");

    refuses("'k'", "files", "get", "records", "k");
    refuses("'k'", "files", "info", "records", "k");
    refuses("'k'", "files", "ls", "records");
  }

  @Test
  void aSessionHasTheCommands() throws IOException {
    Path source = Files.writeString(directory.resolve("session"), "text");
    Path copy = directory.resolve("session copy");

    Outcome outcome =
        shell.pipe(
            """
            files put session 'a b' SOURCE --attribute 'x=1 2'
            files get session 'a b'
            files get session 'a b' -o 'COPY'
            files mv session 'a b' c
            files ls session
            files put session d -
            files
            files gett session c
            help files mv
            """
                .replace("SOURCE", source.toString())
                .replace("COPY", copy.toString()),
            "shell",
            "--json");

    assertThat(outcome.out().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).contains("{\"outcome\":\"created\","),
            line -> assertThat(line).contains("\"results\":[]", "-o FILE", "\"exitCode\":1}"),
            line -> assertThat(line).contains("{\"path\":\"a b\",", "\"exitCode\":0}"),
            line -> assertThat(line).contains("\"results\":[{\"moved\":true}]"),
            line -> assertThat(line).contains("\"path\":\"c\"", "{\"x\":\"1 2\"}"),
            line -> assertThat(line).contains("holds its commands", "\"exitCode\":1}"),
            line -> assertThat(line).contains("put, get, ls, info, mv, rm", "\"exitCode\":2}"),
            line -> assertThat(line).contains("did you mean", "\"exitCode\":2}"),
            line -> assertThat(line).contains("Usage: coffer files mv", "\"exitCode\":0}"));
    assertThat(copy).hasContent("text");
  }
}
