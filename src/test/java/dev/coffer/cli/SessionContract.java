package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cli.Shell.Outcome;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of several commands in one process, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SessionContract {
  @TempDir private Path directory = Path.of("");
  private final DatabaseShell shell;

  SessionContract(TestDatabase database) {
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

  private Outcome session(String... lines) {
    return shell.pipe(String.join("\n", lines), "shell");
  }

  private Outcome jsonSession(String... lines) {
    return shell.pipe(String.join("\n", lines), "shell", "--json");
  }

  @Test
  void aThousandRecordsAreReadInOneSession() {
    String puts =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "put many k%d --value '{\"n\": %d}'%n".formatted(i, i))
            .collect(Collectors.joining());
    Outcome written = shell.pipe(puts, "shell");
    assertThat(written.exitCode()).as(written.err()).isEqualTo(ExitCode.DONE);
    assertThat(written.out()).hasLineCount(1_000);
    String gets =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "get many k%d%n".formatted(i))
            .collect(Collectors.joining());

    Outcome read = shell.pipe(gets, "shell", "--json");

    assertThat(read.exitCode()).as(read.err()).isEqualTo(ExitCode.DONE);
    List<String> answers = read.out().lines().toList();
    assertThat(answers).hasSize(1_000);
    for (int i = 0; i < 1_000; i++) {
      assertThat(answers.get(i))
          .startsWith("{\"line\":%d,\"results\":[{\"key\":\"k%d\",".formatted(i + 1, i))
          .endsWith("\"value\":{\"n\": %d}}],\"errors\":[],\"exitCode\":0}".formatted(i));
    }
  }

  @Test
  void anErrorNamesItsLineAndTheSessionContinues() {
    Outcome outcome =
        session(
            "# a comment, then an empty line",
            "",
            "get failing absent",
            "gett failing k",
            "put failing 'k",
            "coffer put failing k --value 1",
            "count failing");

    assertThat(outcome.out()).matches("created, version \\d+\n1\n");
    assertThat(outcome.err().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("coffer: line 3: ").contains("'absent'"),
            line -> assertThat(line).startsWith("coffer: line 4: ").contains("did you mean get"),
            line -> assertThat(line).startsWith("coffer: line 5: ").contains("not closed"));
    assertThat(outcome.exitCode()).as("that of the last failure").isEqualTo(ExitCode.USAGE);
    assertThat(session("gett a b", "get failing absent", "count failing").exitCode())
        .isEqualTo(ExitCode.REFUSED);
    assertThat(session().exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aSessionStopsAtItsFirstErrorOnRequest() {
    Outcome outcome =
        shell.pipe(
            "put stopped k --value 1\nget stopped absent\ndelete stopped k\ngett\n",
            "shell",
            "--stop-on-error");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(outcome.err()).startsWith("coffer: line 2: ").hasLineCount(1);
    assertThat(shell.done("count", "stopped").out()).isEqualTo("1\n");
  }

  @Test
  void exitEndsASession() {
    Outcome outcome = session("count ended", "exit", "count ended");

    assertThat(outcome.out()).isEqualTo("0\n");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(session("quit", "count ended").out()).isEmpty();
  }

  @Test
  void noOptionAffectsAnotherCommand() {
    Outcome outcome =
        session(
            "put separate a --value 1 --expires-in 7d",
            "put separate b --value [2] --bytes",
            "put separate c --value 3",
            "list separate --prefix a --json",
            "get separate absent --json",
            "list separate",
            "get separate absent",
            "get separate c --json");

    assertThat(outcome.out().lines().skip(3).toList())
        .satisfiesExactly(
            line -> assertThat(line).contains("\"key\":\"a\"", "\"expiresAt\":\"20"),
            line -> assertThat(line).isEqualTo("a"),
            line -> assertThat(line).isEqualTo("b"),
            line -> assertThat(line).isEqualTo("c"),
            line -> assertThat(line).contains("\"expiresAt\":null", "\"value\":3}"));
    assertThat(outcome.err().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("{\"error\":").endsWith(",\"line\":5}"),
            line -> assertThat(line).startsWith("coffer: line 7: "));
  }

  @Test
  void eachCommandIsAnsweredByOneLineOfJson() {
    Outcome outcome =
        jsonSession(
            "put asked $'a\\nb' --value '[1,2]'",
            "list asked",
            "list asked --prefix x",
            "get asked absent",
            "delete asked",
            "delete asked $'a\\nb'",
            "",
            "help count",
            "count asked");

    List<String> answers = outcome.out().lines().toList();
    assertThat(answers)
        .satisfiesExactly(
            line -> assertThat(line).matches("\\{\"line\":1,\"results\":\\[\\{\"outcome\":.*"),
            line -> assertThat(line).startsWith("{\"line\":2,\"results\":[{\"key\":\"a\\nb\","),
            line ->
                assertThat(line)
                    .isEqualTo("{\"line\":3,\"results\":[],\"errors\":[],\"exitCode\":0}"),
            line ->
                assertThat(line)
                    .startsWith("{\"line\":4,\"results\":[],\"errors\":[\"no record under")
                    .endsWith("],\"exitCode\":1}"),
            line -> assertThat(line).endsWith("],\"exitCode\":2}"),
            line -> assertThat(line).contains("\"results\":[{\"deleted\":true}]"),
            line -> assertThat(line).startsWith("{\"line\":8,").contains("Usage: coffer count"),
            line -> assertThat(line).contains("\"results\":[{\"count\":0}]"));
    assertThat(outcome.err()).hasLineCount(2);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aValueOfSeveralLinesIsOneLineOfJson() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("value.json"), "{\"a\":\r\n[1,\n2]}", StandardCharsets.UTF_8);

    Outcome outcome =
        jsonSession(
            "put pretty k " + file, "get pretty k", "export --verbatim --collection pretty");

    assertThat(outcome.out()).hasLineCount(3);
    assertThat(outcome.out().lines().skip(1)).allMatch(line -> line.contains("{\"a\":  [1, 2]}"));
    assertThat(shell.done("get", "pretty", "k").out()).isEqualTo("{\"a\":\r\n[1,\n2]}");
  }

  @Test
  void bytesAreWrittenAsTheyAre() throws IOException {
    byte[] bytes = {0, -1, 13, 10, 34, 92};
    Path file = Files.write(directory.resolve("bytes"), bytes);
    Path copy = directory.resolve("copy");
    String hash = shell.done("store", file.toString()).out().split(" ", -1)[0];

    assertThat(session("fetch " + hash).bytes()).isEqualTo(bytes);
    assertThat(session("put raw k --bytes " + file, "get raw k").bytes()).endsWith(bytes);
    Outcome refused = jsonSession("fetch " + hash, "fetch " + hash + " -o " + copy);
    assertThat(refused.out().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).contains("\"results\":[]", "-o FILE", "\"exitCode\":1}"),
            line -> assertThat(line).contains("\"size\":6").endsWith("\"exitCode\":0}"));
    assertThat(copy).hasBinaryContent(bytes);
  }

  @Test
  void aCommandDoesNotReadTheCommandsAfterIt() {
    Outcome outcome =
        session("put piped k -", "store -", "import --collection piped -", "count piped");

    assertThat(outcome.out()).isEqualTo("0\n");
    assertThat(outcome.err()).hasLineCount(3);
    assertThat(outcome.err().lines()).allMatch(line -> line.contains("holds its commands"));
  }

  @Test
  void aSessionHasOneDatabase() {
    Outcome outcome =
        session(
            "count one --url jdbc:h2:mem:other",
            "trial --files .",
            "migrate",
            "shell",
            "generate-completion");

    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).hasLineCount(5).contains("'--url'", "'trial'", "'migrate'");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aLineIsUtf8AndItsCharactersAreExact() {
    byte[] latin1 = "get exact Ren\u00e9\ncount exact\n".getBytes(StandardCharsets.ISO_8859_1);
    Outcome refused = shell.pipe(new ByteArrayInputStream(latin1), "shell");
    assertThat(refused.err()).contains("line 1: ", "not UTF-8").hasLineCount(1);
    assertThat(refused.out()).isEqualTo("0\n");

    Outcome exact = session("put exact '\ufffd \u00e9' --value 1\r", "list exact\r");
    assertThat(exact.out()).as(exact.err()).endsWith("\n\ufffd \u00e9\n");
  }

  @Test
  void aTerminalShowsAPromptAndAnswersQuestions() {
    Outcome outcome =
        shell.answer("put typed a --value 1\ndelete typed --prefix a\ny\ncount typed\n", "shell");

    assertThat(outcome.out()).endsWith("1 records deleted\n0\n");
    assertThat(outcome.err())
        .isEqualTo(
            "coffer> coffer> Delete 1 records of the collection 'typed' (those with the prefix"
                + " 'a')? [y/N] coffer> coffer> ");
    Outcome piped = session("delete typed --prefix a", "delete typed --prefix a --yes");
    assertThat(piped.err()).contains("line 1: ", "--yes").hasLineCount(1);
    assertThat(piped.out()).isEqualTo("0 records deleted\n");
  }
}
