package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cli.Shell.Outcome;
import dev.coffer.dialect.Dialect;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on backups, on every database. */
abstract class BackupCommandsContract {
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{64})\"");
  private static final int SHOWN_DIGITS = 8;

  @TempDir private Path directory = Path.of("");
  private final DatabaseShell database;
  private DatabaseShell shell;
  private Path repository = Path.of("");

  BackupCommandsContract(TestDatabase database) {
    this.database = new DatabaseShell(database);
    this.shell = this.database;
  }

  @BeforeEach
  void migrate() {
    repository = directory.resolve("repository");
    shell = database.with(Map.of("COFFER_REPOSITORY", repository.toString()));
    shell.done("migrate");
  }

  @AfterEach
  void drop() {
    database.close();
  }

  /** Stores random bytes, and returns their hash. */
  private String store(long seed, int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    Path file = Files.write(directory.resolve(seed + ".bin"), bytes);
    return shell.done("store", file.toString()).out().split(" ", -1)[0];
  }

  /** Backs up and returns the id of the snapshot. */
  private String backup(String... options) {
    String[] arguments =
        Stream.concat(Stream.of("backup", "--json"), Stream.of(options)).toArray(String[]::new);
    Matcher id = ID.matcher(shell.done(arguments).out());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  /** Runs a command that needs no database. */
  private Outcome alone(String... arguments) {
    return Shell.run(
        InputStream.nullInputStream(),
        Map.of("COFFER_REPOSITORY", repository.toString()),
        Terminal.NONE,
        arguments);
  }

  private Outcome doneAlone(String... arguments) {
    Outcome outcome = alone(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.err()).isEmpty();
    return outcome;
  }

  private static String digits(String id) {
    return id.substring(0, SHOWN_DIGITS);
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
  void anEncryptedRepositoryNeedsItsPassphrase() throws IOException {
    shell.done("put", "players", "alice", "--value", "\"a secret value\"");
    Path right = Files.writeString(directory.resolve("right"), "sesame opens\n");
    Path wrong = Files.writeString(directory.resolve("wrong"), "nonsense\n");
    backup("--passphrase-file", right.toString());

    assertThat(doneAlone("snapshots", "--passphrase-file", right.toString()).out()).hasLineCount(3);
    Outcome refused = alone("snapshots", "--passphrase-file", wrong.toString());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.DATABASE);
    assertThat(refused.err()).contains("passphrase").doesNotContain("nonsense").hasLineCount(1);
    assertThat(alone("snapshots").exitCode()).isEqualTo(ExitCode.DATABASE);
    assertThat(alone("snapshots").err()).contains("encrypted").hasLineCount(1);
    Map<String, String> variables =
        Map.of(
            "COFFER_REPOSITORY",
            repository.toString(),
            "COFFER_REPOSITORY_PASSPHRASE",
            "sesame opens");
    database.with(variables).done("backup");
    database.with(variables).done("verify-backup", "--trial");
    assertThat(shell.on(new TypingTerminal("sesame opens"), "snapshots", "--ask-passphrase").out())
        .hasLineCount(4);
    assertThat(shell.run("snapshots", "--ask-passphrase").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("snapshots", "--key-file", right.toString()).exitCode())
        .isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void theTypedPassphraseOfANewRepositoryIsAskedTwice() {
    Outcome differing =
        shell.on(new TypingTerminal("sesame", "sesam"), "backup", "--ask-passphrase");

    assertThat(differing.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(differing.err()).doesNotContain("sesam");
    assertThat(repository).doesNotExist();
    Outcome same = shell.on(new TypingTerminal("sesame", "sesame"), "backup", "--ask-passphrase");
    assertThat(same.exitCode()).as(same.err()).isEqualTo(ExitCode.DONE);
    assertThat(shell.on(new TypingTerminal("sesame"), "backup", "--ask-passphrase").exitCode())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void aRepositoryThatIsAbsentIsNotCreated() {
    for (String command : List.of("snapshots", "verify-backup", "restore", "prune")) {
      Outcome outcome = shell.run(command);

      assertThat(outcome.exitCode()).as(command).isEqualTo(ExitCode.DATABASE);
      assertThat(outcome.err()).contains(repository.toString()).hasLineCount(1);
      assertThat(repository).doesNotExist();
    }
  }

  @Test
  void aRepositoryInAZipFileIsCompleteAfterEachCommand() throws IOException {
    String hash = store(1, 100_000);
    String zip = "jar:" + directory.resolve("backups.zip").toUri() + "!/";

    shell.done("backup", "--repository", zip);
    shell.done("backup", "--repository", zip);
    assertThat(doneAlone("verify-backup", "--repository", zip, "--trial").out())
        .endsWith(" 0 problems\n");
    assertThat(doneAlone("snapshots", "--repository", zip).out())
        .hasLineCount(4)
        .contains("trial, ");
    try (DatabaseShell target = new DatabaseShell(TestDatabase.h2File())) {
      target.done("restore", "--repository", zip);
      assertThat(target.done("contents").out()).contains(hash);
    }
  }

  @Test
  void aDamagedPackIsNamed() throws IOException {
    store(1, 100_000);
    String id = backup();
    Path pack = damagePack();

    Outcome checked = alone("verify-backup", "--read-data");

    assertThat(checked.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(checked.err()).isEmpty();
    assertThat(checked.out()).contains("packs/" + pack.getFileName()).endsWith(" problems\n");
    assertThat(alone("verify-backup", "--read-data", "--json").out())
        .contains("\"problems\":[\"")
        .hasLineCount(1);
    try (DatabaseShell target = new DatabaseShell(TestDatabase.h2File())) {
      Outcome restored = target.run("restore", "--repository", repository.toString());
      assertThat(restored.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(restored.err()).contains("packs/" + pack.getFileName()).hasLineCount(1);
    }
    assertThat(doneAlone("snapshots").out()).matches("(?s).*" + digits(id) + " .* -\n");
  }

  /** Changes one byte of the only pack. */
  private Path damagePack() throws IOException {
    Path pack;
    try (Stream<Path> packs = Files.list(repository.resolve("packs"))) {
      pack = packs.findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(pack);
    bytes[1_000] ^= 1;
    Files.write(pack, bytes);
    return pack;
  }

  @Test
  void damageIsRepairedFromTheDatabase() throws IOException {
    store(1, 100_000);
    backup();
    damagePack();
    assertThat(alone("verify-backup", "--read-data").exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(alone("repair-backup").exitCode()).as("no database").isEqualTo(ExitCode.USAGE);

    assertThat(shell.done("repair-backup").out())
        .matches("[1-9]\\d* blobs \\(.*\\) added, 0 problems left\n");

    assertThat(alone("verify-backup", "--trial").out()).contains(" compared, 0 problems");
    doneAlone("prune", "--grace", "0s");
    doneAlone("prune", "--grace", "0s");
    assertThat(doneAlone("verify-backup", "--trial").out()).endsWith(" 0 problems\n");
  }

  @Test
  void damageIsRepairedFromACopy() throws IOException {
    String hash = store(1, 100_000);
    backup();
    Path copy = directory.resolve("copy");
    shell.done("backup", "--repository", copy.toString());
    shell.done("release", hash);
    shell.done("maintain", "collect", "--grace", "0s", "--force");
    damagePack();
    Outcome gone = shell.run("repair-backup");
    assertThat(gone.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(gone.out()).endsWith(" problems left\n");

    String[] from = {"repair-backup", "--from", copy.toString(), "--json"};
    assertThat(doneAlone(from).out()).startsWith("{\"blobs\":1,").endsWith(",\"problems\":[]}\n");

    assertThat(alone("verify-backup", "--trial").out()).contains(" compared, 0 problems");
    Outcome absent = alone("repair-backup", "--from", directory.resolve("absent").toString());
    assertThat(absent.exitCode()).isEqualTo(ExitCode.DATABASE);
    assertThat(absent.err()).contains("absent").hasLineCount(1);
  }

  @Test
  void theSecretIsChanged() throws IOException {
    Path old = Files.writeString(directory.resolve("old"), "sesame opens\n");
    Path next = Files.writeString(directory.resolve("next"), "sesame closes\n");
    shell.done("put", "players", "alice", "--value", "1");
    backup("--passphrase-file", old.toString());
    String[] change = {"change-backup-secret", "--passphrase-file"};

    Outcome changed =
        doneAlone(change[0], change[1], old.toString(), "--new-passphrase-file", next.toString());

    assertThat(changed.out()).isEqualTo("The repository opens by the new passphrase.\n");
    assertThat(alone("snapshots", "--passphrase-file", old.toString()).exitCode())
        .isEqualTo(ExitCode.DATABASE);
    doneAlone("verify-backup", "--trial", "--passphrase-file", next.toString());
    Outcome wrong =
        alone(change[0], change[1], old.toString(), "--new-passphrase-file", next.toString());
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.DATABASE);
    assertThat(
            shell
                .on(
                    new TypingTerminal("typed", "typed"),
                    change[0],
                    change[1],
                    next.toString(),
                    "--ask-new-passphrase")
                .exitCode())
        .isEqualTo(ExitCode.DONE);
    assertThat(shell.on(new TypingTerminal("typed"), "snapshots", "--ask-passphrase").exitCode())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void damageInTheDatabaseIsLeftOut() throws Exception {
    shell.done("put", "players", "alice", "--value", "1");
    store(1, 1_000);
    shell.execute("update coffer_frame set frame = " + oneByte());

    Outcome made = shell.run("backup");

    assertThat(made.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(made.out()).startsWith("snapshot ").hasLineCount(1);
    assertThat(made.err()).startsWith("coffer: left out: content ").hasLineCount(1);
    assertThat(doneAlone("verify-backup", "--trial").out()).endsWith(" 0 problems\n");
  }

  private String oneByte() {
    return shell.product() == Dialect.Product.POSTGRESQL ? "'\\x00'::bytea" : "x'00'";
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
