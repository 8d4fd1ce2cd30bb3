package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cli.Shell.Outcome;
import dev.coffer.dialect.Dialect;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs commands on one database, which it closes at its end. */
final class DatabaseShell implements AutoCloseable {
  private static final String PASSWORD_VARIABLE = "COFFER_TEST_PASSWORD";

  private final TestDatabase database;

  DatabaseShell(TestDatabase database) {
    this.database = database;
  }

  /** Runs a command that must succeed and write nothing to the error stream. */
  Outcome done(String... arguments) {
    Outcome outcome = run(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.err()).isEmpty();
    return outcome;
  }

  Outcome run(String... arguments) {
    return pipe("", arguments);
  }

  /** Runs a command with this text on its standard input. */
  Outcome pipe(String in, String... arguments) {
    return pipe(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), arguments);
  }

  /** Runs a command on a terminal, where a person types this text. */
  Outcome answer(String typed, String... arguments) {
    InputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    return run(in, new TypingTerminal(), arguments);
  }

  /** Runs a command with this stream as its standard input. */
  Outcome pipe(InputStream in, String... arguments) {
    return run(in, Terminal.NONE, arguments);
  }

  private Outcome run(InputStream in, Terminal terminal, String... arguments) {
    int words = arguments[0].equals("files") ? 2 : 1;
    List<String> all = new ArrayList<>(Arrays.asList(arguments).subList(0, words));
    all.addAll(List.of("--url", database.jdbcUrl(), "--user", database.user()));
    if (!database.password().isEmpty()) {
      all.addAll(List.of("--password-env", PASSWORD_VARIABLE));
    }
    all.addAll(Arrays.asList(arguments).subList(words, arguments.length));
    return Shell.run(
        in, Map.of(PASSWORD_VARIABLE, database.password()), terminal, all.toArray(new String[0]));
  }

  Dialect.Product product() {
    return database.product();
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
