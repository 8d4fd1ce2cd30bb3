package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frobnicate",
        "stats",
        "stats --url",
        "stats --url jdbc:h2:mem:usage extra",
        "get --url jdbc:h2:mem:usage players",
        "import --url jdbc:h2:mem:usage players.json",
        "import --url jdbc:h2:mem:usage --collection c --key id players.json",
        "export --url jdbc:h2:mem:usage",
        "stats --url jdbc:h2:mem:usage --password --password-env P",
        "stats --url jdbc:h2:mem:usage --password-env COFFER_NOT_SET",
        "stats --url jdbc:h2:mem:usage --password",
        "stats --url jdbc:h2:mem:usage --codec gzip",
        "put --url jdbc:h2:mem:usage c k f --expires-in 1d --keep-expiry",
        "touch --url jdbc:h2:mem:usage c k",
        "touch --url jdbc:h2:mem:usage c k --expires-in soon",
        "touch --url jdbc:h2:mem:usage c k --expires-in 0s",
        "touch --url jdbc:h2:mem:usage c k --expires-in 999999999999d",
        "touch --url jdbc:h2:mem:usage c k --expires-in 1d --never",
        "rename --url jdbc:h2:mem:usage c k",
        "maintain --url jdbc:h2:mem:usage --grace soon",
        "runs --url jdbc:h2:mem:usage --limit many",
        "history --url jdbc:h2:mem:usage --days many",
        "files",
        "files --url jdbc:h2:mem:usage",
        "files frobnicate",
        "files get --url jdbc:h2:mem:usage c",
        "files put --url jdbc:h2:mem:usage c p",
        "files put --url jdbc:h2:mem:usage c p f --expires-in 1d --keep-expiry",
        "files mv --url jdbc:h2:mem:usage c p",
        "shards",
        "shards frobnicate",
        "shards status",
        "shards status --shard a",
        "shards status --shard A=jdbc:h2:mem:usage",
        "shards status --shard a=jdbc:h2:mem:usage --url jdbc:h2:mem:usage",
        "shards status --shard a=jdbc:h2:mem:usage --shard a=jdbc:h2:mem:other",
        "shards create --shard a=jdbc:h2:mem:usage --key half",
        "shards add --shard a=jdbc:h2:mem:usage",
        "shards add b --shard a=jdbc:h2:mem:usage",
        "shards add a --shard a=jdbc:h2:mem:usage --weight 0",
        "shards weight a --shard a=jdbc:h2:mem:usage",
        "shards weight a 0 --shard a=jdbc:h2:mem:usage",
        "backup --url jdbc:h2:mem:usage",
        "snapshots",
        "snapshots --repository r --passphrase-file f --key-file f",
        "snapshots --repository s3x://key:sesame@host/bucket",
        "verify-backup --repository r --read-data=half",
        "verify-backup --repository r --read-data --trial",
        "verify-backup --repository r 3f9a2c01 4f9a2c01",
        "restore --url jdbc:h2:mem:usage",
        "restore --repository r",
        "restore --url jdbc:h2:mem:usage --repository r --at soon",
        "restore --url jdbc:h2:mem:usage --repository r --at 2026-11-28T14:30Z --snapshot 3f",
        "restore --url jdbc:h2:mem:usage --repository r --on-conflict guess",
        "restore --url jdbc:h2:mem:usage --repository r --key players",
        "restore --url jdbc:h2:mem:usage --repository r --content 3f",
        "repair-backup --repository r",
        "repair-backup --repository r --from c --from-key-file f --from-passphrase-file f",
        "repair-backup --url jdbc:h2:mem:usage --repository r --from-key-file f",
        "repair-backup --repository r --from s3x://key:sesame@host/bucket",
        "change-backup-secret --repository r",
        "change-backup-secret --repository r --new-key-file f --ask-new-passphrase",
        "forget --repository r",
        "forget --repository r --dry-run --prune",
        "forget --repository r --keep-last -1",
        "forget --repository r --keep-within soon",
        "forget --repository r --keep-daily 7 --time-zone Nowhere",
        "help frobnicate",
        "help files frobnicate",
        "trial",
        "trial --records players",
        "trial --files . --repeat 2",
      })
  void wrongUsageIsOneLineAndExitCode2(String arguments) {
    Shell.Outcome outcome = Shell.run(arguments.split(" "));

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).startsWith("coffer: ").endsWith("--help)\n").hasLineCount(1);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void withoutACommandTheUsageIsShown() {
    Shell.Outcome outcome = Shell.run();

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).startsWith("Usage: coffer ").contains("import", "trial");
    assertThat(outcome.err()).containsSubsequence("Records:", "put", "Contents:", "store");
    assertThat(outcome.err()).containsSubsequence("Files:", "files", "Database:", "stats");
    assertThat(outcome.err()).containsSubsequence("Database:", "stats", "Other:", "help");
  }

  @Test
  void mistypedNamesGetASuggestion() {
    assertThat(Shell.run("stat").err()).contains("'stat'; did you mean", "stats");
    assertThat(Shell.run("files", "gett").err()).contains("'gett'; did you mean", "get");
    assertThat(Shell.run("shards", "drian").err()).contains("'drian'; did you mean", "drain");
    assertThat(Shell.run("help", "files", "inf").err()).contains("'inf'; did you mean", "info");
    assertThat(Shell.run("export", "--colection", "c", "--collection", "c").err())
        .contains("'--colection'; did you mean", "--collection");
    assertThat(Shell.run("stats", "--passwrd=sesame").err())
        .contains("'--passwrd'", "--password")
        .doesNotContain("sesame");
  }

  @Test
  void helpAndCompletionAreCommands() {
    assertThat(Shell.run("help", "import").out()).startsWith("Usage: coffer import");
    assertThat(Shell.run("help", "files").out()).startsWith("Usage: coffer files");
    assertThat(Shell.run("files", "--help").out()).containsSubsequence("put", "get", "ls", "rm");
    assertThat(Shell.run("help", "files", "get").out())
        .isEqualTo(Shell.run("files", "get", "--help").out())
        .startsWith("Usage: coffer files get");
    assertThat(Shell.run("shards", "--help").out()).containsSubsequence("create", "add", "resume");
    assertThat(Shell.run("help").out()).isEqualTo(Shell.run("--help").out());
    assertThat(Shell.run("generate-completion").out()).contains("coffer", "complete", "recompress");
    assertThat(Shell.run("help", "maintain").out()).containsPattern("collect,\\s+scrub,\\s+train,");
  }

  @Test
  void theUrlMayComeFromTheEnvironment() {
    Map<String, String> environment = Map.of("COFFER_URL", "jdbc:h2:" + directory.resolve("env"));

    assertThat(inEnvironment(environment, "stats").err()).contains(directory.toString());
    assertThat(inEnvironment(Map.of(), "stats").err()).contains("COFFER_URL");
    Shell.Outcome trial =
        inEnvironment(environment, "trial", "--files", directory.resolve("absent").toString());
    assertThat(trial.err()).contains("no such directory");
    assertThat(directory).as("only --url selects another database for a trial").isEmptyDirectory();
  }

  private static Shell.Outcome inEnvironment(Map<String, String> environment, String... arguments) {
    return Shell.run(InputStream.nullInputStream(), environment, Terminal.NONE, arguments);
  }

  @Test
  void errorsAreJsonOnRequest() {
    assertThat(Shell.run("stats", "--json", "--url", "jdbc:h2:mem:usage").err())
        .startsWith("{\"error\":\"")
        .endsWith("\",\"exitCode\":3}\n")
        .hasLineCount(1);
    assertThat(Shell.run("stats", "--json", "--no-such-option").err())
        .endsWith("\",\"exitCode\":2}\n");
  }

  @Test
  void aPasswordOnTheCommandLineIsRefusedAndNotRepeated() {
    Shell.Outcome outcome = Shell.run("stats", "--url", "jdbc:h2:mem:usage", "--password=sesame");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("--password-env").doesNotContain("sesame");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "snapshots --repository r --ask-passphrase=sesame",
        "snapshots --repository r --passphrase=sesame",
        "snapshots --repository r --passphrase sesame",
        "snapshots --repository s3x://key:sesame@host/bucket",
      })
  void aPassphraseOnTheCommandLineIsRefusedAndNotRepeated(String arguments) {
    Shell.Outcome outcome = Shell.run(arguments.split(" "));

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).hasLineCount(1).doesNotContain("sesame");
  }

  @Test
  void aMistypedRepositoryCreatesNoDatabase() {
    Path repository = directory.resolve("mistyped");

    Shell.Outcome outcome =
        Shell.run(
            "restore",
            "--url",
            "jdbc:h2:" + directory.resolve("new").toAbsolutePath(),
            "--repository",
            repository.toString());

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.DATABASE);
    assertThat(outcome.err()).contains(repository.toString()).hasLineCount(1);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void anArgumentThatTheLocaleCannotReadIsRefused() {
    Shell.Outcome outcome =
        Shell.run("get", "--url", "jdbc:h2:mem:usage", "players", "Ren\ufffd\ufffd");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("LC_ALL=C.UTF-8").hasLineCount(1);
    // The parser refuses an invalid path. NUL is invalid in every locale.
    assertThat(Shell.run("store", "--url", "jdbc:h2:mem:usage", "R\ufffd", "a\0b").err())
        .contains("LC_ALL=C.UTF-8")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "migrate",
        "import",
        "export",
        "put",
        "get",
        "delete",
        "erase",
        "list",
        "count",
        "collections",
        "touch",
        "rename",
        "rename-collection",
        "store",
        "fetch",
        "contents",
        "info",
        "retain",
        "release",
        "delete-content",
        "files put",
        "files get",
        "files ls",
        "files info",
        "files mv",
        "files rm",
        "stats",
        "status",
        "maintain",
        "runs",
        "topology",
        "verify",
        "dictionary",
        "recompress",
        "trial",
        "shell",
        "shards create",
        "shards status",
        "shards add",
        "shards drain",
        "shards weight",
        "shards resume",
        "backup",
        "snapshots",
        "verify-backup",
        "restore",
        "forget",
        "prune",
        "repair-backup",
        "change-backup-secret"
      })
  void everyCommandHasHelp(String command) {
    Shell.Outcome outcome = Shell.run((command + " --help").split(" ", -1));

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.DONE);
    String database = command.startsWith("shards ") ? "--shard" : "--url";
    assertThat(outcome.out()).startsWith("Usage: coffer " + command).contains(database, "--json");
    assertThat(outcome.err()).isEmpty();
    List<String> examples =
        outcome.out().lines().filter(line -> line.startsWith("  coffer ")).toList();
    assertThat(examples).isNotEmpty();
    Console console =
        Console.of(InputStream.nullInputStream(), System.out, System.err, Map.of(), Terminal.NONE);
    for (String example : examples) {
      String[] arguments = example.strip().split(" ", -1);
      assertThat(example).startsWith("  coffer " + command + " ");
      Commands.all(console).parseArgs(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stats --url jdbc:oracle:thin:@localhost:1521/x",
        "stats --url nonsense",
        "stats --url jdbc:mariadb://localhost:1/coffer?connectTimeout=500 --user nobody",
        "stats --url jdbc:h2:mem:usage",
        "get --url jdbc:h2:mem:usage players alice",
        "list --url jdbc:h2:mem:usage players",
      })
  void aDatabaseThatCannotBeUsedIsOneLineAndExitCode3(String arguments) {
    Shell.Outcome outcome = Shell.run(arguments.split(" "));

    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.DATABASE);
    assertThat(outcome.err()).startsWith("coffer: ").hasLineCount(1);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void aWrongPasswordIsExitCode3() throws Exception {
    String url = "jdbc:h2:" + directory.resolve("guarded").toAbsolutePath();
    Path right = Files.writeString(directory.resolve("right"), "sesame\n", StandardCharsets.UTF_8);
    Path wrong = Files.writeString(directory.resolve("wrong"), "nonsense", StandardCharsets.UTF_8);

    Shell.Outcome migrated =
        Shell.run("migrate", "--url", url, "--user", "sa", "--password-file", right.toString());
    Shell.Outcome opened =
        Shell.run("stats", "--url", url, "--user", "sa", "--password-file", right.toString());
    Shell.Outcome refused =
        Shell.run("stats", "--url", url, "--user", "sa", "--password-file", wrong.toString());
    Shell.Outcome without = Shell.run("stats", "--url", url, "--user", "sa");

    assertThat(migrated.exitCode()).as(migrated.err()).isEqualTo(ExitCode.DONE);
    assertThat(opened.exitCode()).as(opened.err()).isEqualTo(ExitCode.DONE);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.DATABASE);
    assertThat(refused.err()).hasLineCount(1).doesNotContain("nonsense");
    assertThat(without.exitCode()).isEqualTo(ExitCode.DATABASE);
  }

  @Test
  void anAbsentPasswordFileIsExitCode1() {
    String absent = directory.resolve("absent").toString();
    Shell.Outcome outcome =
        Shell.run("stats", "--url", "jdbc:h2:mem:usage", "--password-file", absent);

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(outcome.err()).isEqualTo("coffer: no such file: " + absent + "\n");
  }

  @Test
  void debugPrintsTheStackTrace() {
    Shell.Outcome outcome = Shell.run("stats", "--debug", "--url", "jdbc:h2:mem:usage");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.DATABASE);
    assertThat(outcome.err()).contains("\tat dev.coffer.");
  }

  @Test
  void aMistypedH2FileIsNotCreated() {
    Path mistyped = directory.resolve("mistyped");

    Shell.Outcome outcome = Shell.run("stats", "--url", "jdbc:h2:" + mistyped.toAbsolutePath());

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.DATABASE);
    assertThat(outcome.err()).contains(mistyped.toString(), "'migrate'").doesNotContain("IFEXISTS");
    assertThat(directory.resolve("mistyped.mv.db")).doesNotExist();
  }

  @Test
  void messagesShowTheUrlAsItWasTyped() throws IOException {
    Path broken = directory.resolve("broken");
    Files.writeString(
        directory.resolve("broken.mv.db"), "no database".repeat(1_000), StandardCharsets.UTF_8);

    Shell.Outcome outcome = Shell.run("stats", "--url", "jdbc:h2:" + broken.toAbsolutePath());

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.DATABASE);
    assertThat(outcome.err()).contains(broken.toString()).doesNotContain("IFEXISTS");
  }
}
