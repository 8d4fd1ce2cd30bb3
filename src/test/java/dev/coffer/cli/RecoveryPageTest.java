package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.ContentHash;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.RepositorySecret;
import dev.coffer.cli.Shell.Outcome;
import dev.coffer.record.Range;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of "Recovery" in {@code docs/operations.md} do what the page says. */
class RecoveryPageTest {
  private static final byte[] FILE = new byte[50_000];

  static {
    new Random(1).nextBytes(FILE);
  }

  @TempDir private Path directory = Path.of("");
  private final TestDatabase lost = TestDatabase.postgresql();
  private final TestDatabase game = TestDatabase.mariadb();
  private String hash = "";
  private String time = "";

  @AfterEach
  void close() {
    lost.close();
    game.close();
  }

  /** The commands below a heading of the page. */
  private static List<String> commands(String heading) throws IOException {
    String page = Files.readString(Path.of("docs", "operations.md"));
    int start = page.indexOf("\n### " + heading + "\n");
    assertThat(start).as(heading).isPositive();
    int end = page.indexOf("\n### ", start + 1);
    String section = page.substring(start, end < 0 ? page.length() : end);
    List<String> commands = new ArrayList<>();
    Matcher line = Pattern.compile("(?m)^ *coffer (.*)$").matcher(section);
    while (line.find()) {
      commands.add(line.group(1));
    }
    assertThat(commands).as(heading).isNotEmpty();
    return commands;
  }

  /** Runs a command of the page on this machine. */
  private String run(String command) {
    List<String> arguments = new ArrayList<>();
    for (String each : command.split(" +", -1)) {
      arguments.add(
          each.replace("/backups/game", directory.resolve("repository").toString())
              .replace("jdbc:mariadb://db/game", game.jdbcUrl())
              .replace("jdbc:h2:./scratch", "jdbc:h2:" + directory.resolve("scratch"))
              .replace("content.bin", directory.resolve("content.bin").toString())
              .replace("2026-11-28T12:00", time)
              .replace("blake3:0123…", hash));
    }
    if (arguments.contains(game.jdbcUrl())) {
      arguments.addAll(List.of("--user", game.user(), "--password-env", "GAME_PASSWORD"));
    }
    Outcome outcome =
        Shell.run(
            InputStream.nullInputStream(),
            Map.of(
                "GAME_PASSWORD", game.password(), "COFFER_REPOSITORY_PASSPHRASE", "correct horse"),
            Terminal.NONE,
            arguments.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(command + "\n" + outcome.err()).isEqualTo(ExitCode.DONE);
    return outcome.out();
  }

  private void follow(String heading) throws IOException {
    for (String each : commands(heading)) {
      run(each);
    }
  }

  private static Coffer open(TestDatabase database) {
    return Coffer.open(
        OpenSettings.of(database.jdbcUrl())
            .withUser(database.user())
            .withPassword(database.password()));
  }

  private void loseADatabase() {
    try (Coffer coffer = open(lost)) {
      coffer.records("players", String.class).put("alice", "level 42");
      for (int i = 0; i < 50; i++) {
        coffer.records("scores", String.class).put("match " + i, "score " + i);
      }
      hash = coffer.contents().store(FILE).hash().toString();
      coffer
          .backups(
              BackupSettings.at(directory.resolve("repository"))
                  .withSecret(
                      RepositorySecret.passphrase(
                          "correct horse".toCharArray())))
          .create();
    }
    time = Instant.now().plusSeconds(1).toString();
  }

  @Test
  void eachStepDoesWhatThePageSays() throws Exception {
    loseADatabase();

    follow("The database is lost");
    try (Coffer coffer = open(game)) {
      assertThat(coffer.records("scores", String.class).count()).isEqualTo(50);
      assertThat(coffer.contents().open(ContentHash.parse(hash))).hasBinaryContent(FILE);
      coffer.records("scores", String.class).deleteRange(Range.from("match 3"));
      coffer.records("scores", String.class).put("match 1", "later");
      coffer.records("players", String.class).put("alice", "level 0");
    }

    follow("Records were deleted or overwritten by mistake");
    try (Coffer coffer = open(game)) {
      assertThat(coffer.records("scores", String.class).count()).isEqualTo(50);
      assertThat(coffer.records("scores", String.class).get("match 1")).contains("later");
      assertThat(coffer.records("players", String.class).get("alice")).contains("level 42");
      damage();
      assertThat(coffer.verify().damaged()).hasSize(1);
    }

    follow("A content or a record is damaged");
    try (Coffer coffer = open(game)) {
      assertThat(coffer.verify().damaged()).isEmpty();
      assertThat(coffer.contents().open(ContentHash.parse(hash))).hasBinaryContent(FILE);
    }
  }

  private void damage() throws SQLException {
    try (Connection connection = game.connect();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("update coffer_frame set frame = x'00'")).isEqualTo(1);
    }
  }
}
