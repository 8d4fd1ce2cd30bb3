package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cli.Shell.Outcome;
import dev.coffer.dialect.Dialect;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands on encrypted, absent and damaged repositories of backups, on every database. */
abstract class BackupRepositoryCommandsContract extends OnBackups {
  BackupRepositoryCommandsContract(TestDatabase database) {
    super(database);
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
}
