package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cli.Shell.Outcome;
import dev.coffer.dialect.Dialect;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs commands on one database, which it closes at its end. */
final class DatabaseShell implements AutoCloseable {
  private static final String PASSWORD_VARIABLE = "COFFER_TEST_PASSWORD";

  private final TestDatabase database;
  private final Map<String, String> environment;

  DatabaseShell(TestDatabase database) {
    this(database, Map.of());
  }

  private DatabaseShell(TestDatabase database, Map<String, String> more) {
    this.database = database;
    this.environment = new HashMap<>(more);
    this.environment.put(PASSWORD_VARIABLE, database.password());
  }

  /** Runs commands on the same database with these environment variables. */
  DatabaseShell with(Map<String, String> variables) {
    return new DatabaseShell(database, variables);
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

  /** Runs a command on this terminal without input. */
  Outcome on(Terminal terminal, String... arguments) {
    return run(InputStream.nullInputStream(), terminal, arguments);
  }

  /** Runs a command with this stream as its standard input. */
  Outcome pipe(InputStream in, String... arguments) {
    return run(in, Terminal.NONE, arguments);
  }

  /** Runs a command that the writer of this output can interrupt. */
  Outcome interruptible(OutputStream out, Interruption[] interruption, String... arguments) {
    return interruptible(out, Terminal.NONE, interruption, arguments);
  }

  /** Runs a command that the person at this terminal can interrupt. */
  Outcome interruptible(Terminal terminal, Interruption[] interruption, String... arguments) {
    return interruptible(OutputStream.nullOutputStream(), terminal, interruption, arguments);
  }

  private Outcome interruptible(
      OutputStream out, Terminal terminal, Interruption[] interruption, String... arguments) {
    return execute(out, terminal, interruption, withDatabase(arguments));
  }

  /** Runs a command with these arguments alone, which the writer of this output can interrupt. */
  Outcome interruptibleAnywhere(
      OutputStream out, Interruption[] interruption, String... arguments) {
    return execute(out, Terminal.NONE, interruption, arguments);
  }

  /** Runs a command with these arguments alone. */
  Outcome anywhere(String... arguments) {
    return Shell.run(InputStream.nullInputStream(), environment(), Terminal.NONE, arguments);
  }

  private Outcome execute(
      OutputStream out, Terminal terminal, Interruption[] interruption, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = Console.of(InputStream.nullInputStream(), out, err, environment(), terminal);
    interruption[0] = console.interruption();
    int exitCode = Main.run(console, arguments);
    return new Outcome(exitCode, new byte[0], err.toString(StandardCharsets.UTF_8));
  }

  private Outcome run(InputStream in, Terminal terminal, String... arguments) {
    return Shell.run(in, environment(), terminal, withDatabase(arguments));
  }

  private Map<String, String> environment() {
    return environment;
  }

  private String[] withDatabase(String... arguments) {
    int words = arguments[0].equals("files") ? 2 : 1;
    List<String> all = new ArrayList<>(Arrays.asList(arguments).subList(0, words));
    all.addAll(List.of("--url", database.jdbcUrl(), "--user", database.user()));
    if (!database.password().isEmpty()) {
      all.addAll(List.of("--password-env", PASSWORD_VARIABLE));
    }
    all.addAll(Arrays.asList(arguments).subList(words, arguments.length));
    return all.toArray(new String[0]);
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
