package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cli.Shell.Outcome;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands on backups on a database, whose tables exist. */
abstract class OnBackups {
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{64})\"");
  private static final int SHOWN_DIGITS = 8;

  @TempDir Path directory = Path.of("");
  final DatabaseShell database;
  DatabaseShell shell;
  Path repository = Path.of("");

  OnBackups(TestDatabase database) {
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
  String store(long seed, int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    Path file = Files.write(directory.resolve(seed + ".bin"), bytes);
    return shell.done("store", file.toString()).out().split(" ", -1)[0];
  }

  /** Backs up and returns the id of the snapshot. */
  String backup(String... options) {
    String[] arguments =
        Stream.concat(Stream.of("backup", "--json"), Stream.of(options)).toArray(String[]::new);
    Matcher id = ID.matcher(shell.done(arguments).out());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  /** Runs a command that needs no database. */
  Outcome alone(String... arguments) {
    return Shell.run(
        InputStream.nullInputStream(),
        Map.of("COFFER_REPOSITORY", repository.toString()),
        Terminal.NONE,
        arguments);
  }

  Outcome doneAlone(String... arguments) {
    Outcome outcome = alone(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.err()).isEmpty();
    return outcome;
  }

  static String digits(String id) {
    return id.substring(0, SHOWN_DIGITS);
  }
}
