package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cli.Shell.Outcome;
import dev.coffer.dialect.Dialect;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The commands on backups, on every database. */
abstract class BackupCommandsContract extends OnBackups {
  BackupCommandsContract(TestDatabase database) {
    super(database);
  }

  @Test
  void snapshotsAreListedWithTheirChecks() throws IOException {
    assertThat(shell.run("snapshots").exitCode()).isEqualTo(ExitCode.DATABASE);
    store(1, 100_000);
    shell.done("put", "players", "alice", "--value", "{\"level\":1}");

    String made = shell.done("backup", "--tag", "nightly", "--tag", "full").out();
    shell.done("put", "players", "alice", "--value", "{\"level\":2}");
    String second = backup();
    Outcome checked = doneAlone("verify-backup", digits(second));
    List<String> lines = doneAlone("snapshots").out().lines().toList();

    assertThat(made)
        .matches("snapshot [0-9a-f]{8}: 1 records and 1 contents \\(97\\.. KiB\\), .* added, .*\n");
    assertThat(checked.out())
        .matches("snapshot " + digits(second) + ": \\d+ blobs found.*, 0 problems\n");
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).matches("id +time +age +records +contents +bytes +verified +tags");
    assertThat(lines.get(2)).matches(digits(second) + " +\\S+Z +\\d+s +1 +1 .*structure, .* ago");
    assertThat(lines.get(3)).matches(".* - +nightly, full");
    assertThat(doneAlone("snapshots", "--json").out())
        .hasLineCount(2)
        .startsWith("{\"id\":\"" + second + "\",\"createdAt\":\"")
        .contains("\"verified\":{\"level\":\"structure\",\"at\":\"")
        .contains("\"tags\":[\"nightly\",\"full\"],\"records\":1,")
        .contains("\"damage\":[],\"verified\":null}");
    assertThat(shell.done("snapshots").out())
        .as("the options of a database do no harm")
        .isNotEmpty();
  }

  @Test
  void eachLevelOfACheckIsRun() throws IOException {
    store(1, 3_000_000);
    shell.done("put", "players", "alice", "--value", "{\"level\":1}");
    String id = backup();

    assertThat(doneAlone("verify-backup", "--read-data", digits(id)).out())
        .matches("snapshot .* blobs found, 2\\.9 MiB read, 0 problems\n");
    for (int i = 0; i < 2; i++) {
      assertThat(doneAlone("verify-backup", "--read-data=1/2", "--json").out())
          .startsWith("{\"snapshot\":\"" + id + "\",\"level\":\"share\",")
          .endsWith("\"problems\":[],\"repositoryProblems\":[]}\n");
    }
    assertThat(doneAlone("verify-backup", "--read-data=50%").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(doneAlone("verify-backup", "--trial").out())
        .contains(", 1 records and ")
        .endsWith(" contents compared, 0 problems\n");
    assertThat(doneAlone("snapshots").out()).contains(" trial, ");
    assertThat(alone("verify-backup", "--trial", "--read-data").exitCode())
        .isEqualTo(ExitCode.USAGE);
    Outcome absent = alone("verify-backup", "x");
    assertThat(absent.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(absent.err()).contains("'x'").hasLineCount(1);
  }

  @Test
  void aSnapshotIsRestoredIntoAnEmptyDatabase() throws IOException {
    String hash = store(1, 3_000_000);
    shell.done("put", "players", "alice", "--value", "{\"level\":1}");
    backup();

    for (TestDatabase empty : List.of(TestDatabase.h2File(), another())) {
      try (DatabaseShell target = new DatabaseShell(empty)) {
        String where = repository.toString();
        String restored = target.done("restore", "--repository", where, "--verify").out();

        assertThat(restored)
            .matches(
                "snapshot [0-9a-f]{8} of \\S+Z: 1 records and \\d+ contents restored, 1 and \\d+"
                    + " compared, 0 problems, .*\n"
                    + "1 records and .* verified, 0 damaged\n");
        assertThat(target.done("get", "players", "alice").out()).isEqualTo("{\"level\":1}");
        Path fetched = directory.resolve("fetched.bin");
        target.done("fetch", hash, "-o", fetched.toString());
        assertThat(fetched).hasSameBinaryContentAs(directory.resolve("1.bin"));
        assertThat(target.done("restore", "--repository", where, "--json").out())
            .startsWith("{\"snapshot\":\"")
            .contains("\"records\":0,\"contents\":0,");
      }
    }
  }

  /** A database of another product. */
  private TestDatabase another() {
    return database.product() == Dialect.Product.POSTGRESQL
        ? TestDatabase.mariadb()
        : TestDatabase.postgresql();
  }

  @Test
  void aConflictIsDecidedByTheRule() {
    shell.done("put", "players", "alice", "--value", "{\"level\":1}");
    shell.done("put", "players", "bob", "--value", "1");
    shell.done("put", "teams", "red", "--value", "1");
    String first = backup();
    String between = Instant.now().toString();
    for (String key : List.of("alice", "bob")) {
      shell.done("put", "players", key, "--value", "2");
    }
    shell.done("delete", "teams", "red");
    backup();

    Outcome refused = shell.run("restore", "--snapshot", digits(first));
    assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err()).contains("alice").hasLineCount(1);

    String[] overwrite = {
      "restore", "--at", between, "--key", "players/alice", "--on-conflict", "overwrite"
    };
    Outcome unasked = shell.run(overwrite);
    assertThat(unasked.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unasked.err()).contains("--yes");
    Outcome no = shell.answer("n\n", overwrite);
    assertThat(no.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(no.err()).contains(digits(first), "2 records", "overwrite", "nothing was restored");
    assertThat(shell.done("get", "players", "alice").out()).isEqualTo("2");

    Outcome yes = shell.answer("y\n", overwrite);
    assertThat(yes.exitCode()).as(yes.err()).isEqualTo(ExitCode.DONE);
    assertThat(shell.done("get", "players", "alice").out()).isEqualTo("{\"level\":1}");
    assertThat(shell.done("get", "players", "bob").out()).isEqualTo("2");
    shell.done("restore", "--snapshot", first, "--collection", "teams");
    assertThat(shell.done("get", "teams", "red").out()).isEqualTo("1");
    shell.done("restore", "--snapshot", first, "--on-conflict", "skip", "--yes");
    assertThat(shell.done("get", "players", "bob").out()).isEqualTo("2");
    Outcome absent = shell.run("restore", "--collection", "nowhere");
    assertThat(absent.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(absent.err()).contains("nowhere").hasLineCount(1);
    Outcome early = shell.run("restore", "--at", "2020-01-01T00:00:00Z");
    assertThat(early.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(early.err()).contains("2020-01-01T00:00:00Z").hasLineCount(1);
  }

  @Test
  void aContentIsRestoredAlone() throws Exception {
    String hash = store(1, 1_000);
    shell.done("put", "players", "alice", "--value", "1");
    backup();
    try (DatabaseShell target = new DatabaseShell(TestDatabase.h2File())) {
      target.done("restore", "--repository", repository.toString(), "--content", hash);

      assertThat(target.done("contents").out()).contains(hash).hasLineCount(1);
      assertThat(target.done("collections").out()).isEmpty();
    }
  }

  @Test
  void snapshotsAreForgottenAndPruned() throws IOException {
    String hash = store(1, 3_000_000);
    store(2, 3_000_000);
    String first = backup("--tag", "old");
    doneAlone("verify-backup", "--trial");
    shell.done("release", hash);
    shell.done("maintain", "collect", "--grace", "0s", "--force");
    String second = backup();
    shell.done("put", "players", "alice", "--value", "1");
    String third = backup();
    doneAlone("verify-backup", "--read-data");

    Outcome empty = alone("forget");
    assertThat(empty.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(empty.err()).contains("--keep-last", "--keep-within", "--keep-tag").hasLineCount(1);
    String[] policy = {"forget", "--keep-last", "1", "--keep-within", "0s"};
    String dry = doneAlone("forget", "--keep-last", "1", "--dry-run").out();
    assertThat(dry.lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).matches(digits(third) + "  \\S+Z  kept: .*last.*"),
            line -> assertThat(line).matches(digits(second) + "  \\S+Z  would be removed"),
            line -> assertThat(line).matches(digits(first) + "  \\S+Z  would be removed"));
    assertThat(doneAlone("snapshots").out()).hasLineCount(5);
    assertThat(doneAlone("forget", "--keep-last", "1", "--keep-tag", "old", "--json").out())
        .hasLineCount(3)
        .contains("{\"snapshot\":\"" + second + "\",", "\"kept\":false,\"reasons\":[]}");
    assertThat(doneAlone(policy).out()).contains(digits(first), "removed");

    assertThat(doneAlone("prune", "--dry-run").out())
        .startsWith("1 packs marked")
        .endsWith(" (dry run)\n");
    assertThat(doneAlone("prune", "--grace", "0s", "--json").out()).startsWith("{\"marked\":1,");
    assertThat(doneAlone("forget", "--keep-last", "1", "--prune", "--grace", "0s").out())
        .contains("; 1 packs deleted, ");
    assertThat(doneAlone("verify-backup", "--trial").out()).endsWith(" 0 problems\n");
  }

  @Test
  void aSessionRunsThem() {
    Outcome session = shell.pipe("backup --tag a\nsnapshots\nverify-backup\n", "shell", "--json");

    assertThat(session.exitCode()).as(session.err()).isEqualTo(ExitCode.DONE);
    assertThat(session.out().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("{\"line\":1,\"results\":[{\"snapshot\":{\"id\":"),
            line -> assertThat(line).startsWith("{\"line\":2,\"results\":[{\"id\":\""),
            line -> assertThat(line).startsWith("{\"line\":3,\"results\":[{\"snapshot\":\""));
  }

  @Test
  void anInterruptedBackupLeavesTheRepositoryUsable() throws IOException {
    String passphrase = "sesame opens";
    DatabaseShell encrypted =
        database.with(
            Map.of(
                "COFFER_REPOSITORY",
                repository.toString(),
                "COFFER_REPOSITORY_PASSPHRASE",
                passphrase));
    store(1, 3_000_000);
    encrypted.done("backup");
    store(2, 3_000_000);
    Interruption[] interruption = {new Interruption()};
    Terminal interrupting =
        new TypingTerminal() {
          @Override
          public Optional<String> askForPassword(String prompt) {
            interruption[0].request();
            return Optional.of(passphrase);
          }
        };

    Outcome interrupted =
        shell.interruptible(interrupting, interruption, "backup", "--ask-passphrase");

    assertThat(interrupted.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(interrupted.err()).isEqualTo("coffer: interrupted\n");
    assertThat(encrypted.done("snapshots").out()).hasLineCount(3);
    encrypted.done("backup");
    assertThat(encrypted.done("verify-backup", "--trial").out()).endsWith(" 0 problems\n");
  }
}
