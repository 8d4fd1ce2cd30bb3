package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cli.Shell.Outcome;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands that list, describe, keep and delete contents, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContentCommandsContract {
  @TempDir private Path directory = Path.of("");
  private final DatabaseShell shell;

  ContentCommandsContract(TestDatabase database) {
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

  private String store(String bytes, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "store";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[arguments.length - 1] = "-";
    Outcome stored = shell.pipe(bytes, arguments);
    assertThat(stored.exitCode()).as(stored.err()).isEqualTo(ExitCode.DONE);
    return stored.out().split(" ", -1)[0];
  }

  private void refuses(String message, String... arguments) {
    Outcome outcome = shell.run(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.REFUSED);
    assertThat(outcome.err()).startsWith("coffer: ").contains(message).hasLineCount(1);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void contentsAreListedWithTheirState() throws IOException {
    String kept = store("listed and kept");
    String left = store("listed and released");
    shell.done("release", left);
    byte[] large = new byte[2_000_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31 ^ i >> 7);
    }
    Path file = Files.write(directory.resolve("large"), large);
    String whole = shell.done("store", file.toString()).out().split(" ", -1)[0];

    List<String> all = shell.done("contents").out().lines().toList();

    assertThat(all).isSorted();
    assertThat(all).anyMatch(line -> line.matches(kept + " 15 kept \\d+[smhd]"));
    assertThat(all).anyMatch(line -> line.matches(left + " 19 - \\d+[smhd]"));
    assertThat(all).anyMatch(line -> line.matches(whole + " 2000000 kept \\d+[smhd]"));
    assertThat(all).anyMatch(line -> line.matches("\\S+ \\d+ part \\d+[smhd]"));
    assertThat(shell.done("contents", "--kept").out())
        .contains(kept, whole)
        .doesNotContain(left, " part ");
    assertThat(shell.done("contents", "--json").out().lines())
        .anyMatch(
            line ->
                line.matches(
                    "\\{\"hash\":\"%s\",\"size\":15,\"kept\":true,\"part\":false,\"ageSeconds\":\\d+\\}"
                        .formatted(kept)));
  }

  @Test
  void holdersKeepAContentAndAreNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("held"), "held", StandardCharsets.UTF_8);
    String hash =
        shell.done("store", "--holder", "invoices/17", file.toString()).out().split(" ", -1)[0];
    assertThat(shell.done("retain", hash, "--holder", "cases/4").out()).isEmpty();
    assertThat(shell.done("retain", hash, "--json").out()).isEqualTo("{\"retained\":true}\n");

    assertThat(shell.done("info", hash).out())
        .contains("size        4 bytes", "kept        yes", "part        no")
        .contains("holder      cases/4\nholder      invoices/17\n")
        .contains("references  coffer_holder: 2\nreferences  coffer_retained: 1\n");
    assertThat(shell.done("info", hash, "--json").out())
        .endsWith(
            ",\"holders\":[\"cases/4\",\"invoices/17\"],"
                + "\"references\":{\"coffer_holder\":2,\"coffer_retained\":1}}\n");
    assertThat(shell.done("contents", "--kept", "--holders").out())
        .contains("\n  cases/4\n  invoices/17\n");
    assertThat(shell.done("contents", "--kept", "--holders", "--json").out())
        .contains("\"holders\":[\"cases/4\",\"invoices/17\"]}\n");

    refuses("coffer_holder (2), coffer_retained (1)", "delete-content", hash);
    shell.done("release", hash, "--holder", "invoices/17");
    refuses("'invoices/17'", "release", hash, "--holder", "invoices/17");
    shell.done("release", hash);
    refuses("without a holder", "release", hash);
    shell.done("release", hash, "--holder", "cases/4", "--json");
    assertThat(shell.done("delete-content", hash).out()).isEmpty();
    refuses(hash, "fetch", hash);
  }

  @Test
  void theStandardInputIsHeld() {
    String hash = store("piped and held", "--holder", "pipes/1");

    assertThat(shell.done("info", hash, "--json").out()).contains("\"holders\":[\"pipes/1\"]");
    assertThat(shell.run("store", "--holder", "", "-").exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void anAbsentContentIsExitCode1() {
    String absent = "blake3:" + "1".repeat(64);
    for (String command : List.of("info", "retain", "delete-content", "release", "fetch")) {
      refuses(absent, command, absent);
      assertThat(shell.run(command, "xyz").exitCode()).isEqualTo(ExitCode.USAGE);
    }
  }
}
