package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cli.Shell.Outcome;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {
  @TempDir private Path directory = Path.of("");
  private Path files = Path.of("");
  private Path records = Path.of("");

  @BeforeEach
  void writeData() throws IOException {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < 1_100; i++) {
      items.append(i == 0 ? "" : ", ").append("{\"id\" : ").append(i).append(".0}");
    }
    records = directory.resolve("records.json");
    Files.writeString(records, "{\"items\":[" + items + "]}", StandardCharsets.UTF_8);
    files = directory.resolve("files");
    Files.createDirectories(files.resolve("deep"));
    Files.writeString(files.resolve("one.txt"), "coffer ".repeat(5_000), StandardCharsets.UTF_8);
    Files.writeString(files.resolve("same.txt"), "coffer ".repeat(5_000), StandardCharsets.UTF_8);
    Files.writeString(files.resolve("deep/two.txt"), "two", StandardCharsets.UTF_8);
    Files.createFile(files.resolve("deep/empty"));
  }

  @Test
  void showsTheSavings() throws IOException {
    Path work = directory.resolve("work");

    Outcome trial =
        Shell.run(
            "trial",
            "--records",
            "items=" + records + "#/items",
            "--files",
            files.toString(),
            "--work",
            work.toString());

    assertThat(trial.exitCode()).as(trial.err() + trial.out()).isEqualTo(ExitCode.DONE);
    assertThat(trial.err()).isEmpty();
    assertThat(trial.out())
        .containsPattern("stored +1,100 +4 +1,104\n")
        .containsPattern("stored a second time +330 +1 +331\n")
        .contains("saved by deduplication", "saved by compression", "by the database")
        .containsPattern("damaged or different +0\n")
        .containsPattern(
            "\nBacked up in .+, verified by a trial restore: 880 records and \\d contents are"
                + " equal\\.\n$");
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void figuresAddUp() {
    Outcome trial =
        Shell.run(
            "trial",
            "--json",
            "--files",
            files.toString(),
            "--repeat",
            "1",
            "--work",
            directory.toString());

    assertThat(trial.exitCode()).as(trial.err() + trial.out()).isEqualTo(ExitCode.DONE);
    assertThat(trial.out())
        .contains(
            "\"files\":{\"stored\":4,\"storedAgain\":4,\"logicalBytes\":140006,\"uniqueBytes\":35003,")
        .contains("\"differences\":0,\"different\":[]");
  }

  @Test
  void unreadableValuesAreSkipped() throws IOException {
    Path dangling = files.resolve("deep/dangling");
    Files.createSymbolicLink(dangling, files.resolve("nothing"));
    Files.createSymbolicLink(files.resolve("deep/again"), files.resolve("one.txt"));

    Outcome trial = Shell.run("trial", "--files", files.toString(), "--work", directory.toString());

    assertThat(trial.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(trial.err()).contains(dangling.toString()).hasLineCount(1);
    assertThat(trial.out())
        .containsPattern("stored +- +4 +4\n|stored +0 +4 +4\n")
        .containsPattern("damaged or different +0\n");
  }

  @Test
  void aDatabaseWithDataIsRefused() {
    try (TestDatabase database = TestDatabase.h2File()) {
      String[] trial = {
        "trial", "--url", database.jdbcUrl(), "--user", "sa", "--files", files.toString()
      };
      assertThat(Shell.run(trial).exitCode()).isEqualTo(ExitCode.DONE);

      Outcome second = Shell.run(trial);

      assertThat(second.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(second.err()).contains("an empty database").hasLineCount(1);
    }
  }

  @Test
  void absentDataIsRefused() {
    String work = directory.toString();
    for (String[] arguments :
        new String[][] {
          {"trial", "--work", work, "--files", directory.resolve("absent").toString()},
          {"trial", "--work", work, "--records", "c=" + directory.resolve("absent")},
          {"trial", "--work", work, "--records", "c=" + records + "#/absent"},
        }) {
      Outcome trial = Shell.run(arguments);

      assertThat(trial.exitCode()).as(trial.err()).isEqualTo(ExitCode.REFUSED);
      assertThat(trial.err()).startsWith("coffer: ").hasLineCount(1);
    }
  }
}
