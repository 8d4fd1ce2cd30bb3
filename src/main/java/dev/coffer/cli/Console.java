package dev.coffer.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The surroundings of a command: its streams, its environment and whether a person is watching.
 *
 * @param in what is typed or piped in
 * @param out the results, in UTF-8
 * @param err errors and progress, in UTF-8
 * @param environment the environment variables
 * @param isTerminal whether a person is watching, so that progress is shown and a password can be
 *     asked for
 */
record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean isTerminal) {

  /** The surroundings of this process. */
  static Console ofProcess() {
    return of(System.in, System.out, System.err, System.getenv(), hasTerminal());
  }

  /** Surroundings whose text is written as UTF-8, whatever the locale. */
  static Console of(
      InputStream in,
      OutputStream out,
      OutputStream err,
      Map<String, String> environment,
      boolean isTerminal) {
    return new Console(
        in,
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        environment,
        isTerminal);
  }

  /**
   * Writes a line of the result; always with a line feed, so that output is the same everywhere.
   */
  void line(String text) {
    out.print(text);
    out.print('\n');
  }

  /** Writes a line about what went wrong, after all results so far. */
  void error(String problem, int exitCode) {
    out.flush();
    err.print("coffer: " + problem.strip().replaceAll("\\s*\\R\\s*", " ") + "\n");
    err.flush();
  }

  /**
   * Sends off what was written.
   *
   * @throws IOException if nobody reads it any more
   */
  void flush() throws IOException {
    if (out.checkError()) {
      throw new IOException(
          "the output cannot be written; its reader has gone or the disk is full");
    }
  }

  /** Asks the person watching for a password, which is not shown. */
  Optional<String> askForPassword() {
    java.io.Console terminal = isTerminal ? System.console() : null;
    if (terminal == null) {
      return Optional.empty();
    }
    char[] typed = terminal.readPassword("Password: ");
    return typed == null ? Optional.empty() : Optional.of(new String(typed));
  }

  /**
   * Until JDK 21 there is a console only where input and output are a terminal; since then there is
   * always one, and a method that Java 17 does not have tells whether it is a terminal.
   */
  @SuppressWarnings("SystemConsoleNull") // Where it is never null, isTerminal() is asked.
  private static boolean hasTerminal() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException beforeJdk22) {
      return true;
    }
  }
}
