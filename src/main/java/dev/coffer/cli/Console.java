package dev.coffer.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The surroundings of a command: its streams, its environment and the terminal, if there is one.
 */
final class Console {
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final Terminal terminal;
  private final Interruption interruption;
  private final StatusLine status;
  private final boolean jsonErrors;

  private Console(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      Terminal terminal,
      Interruption interruption,
      boolean jsonErrors) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.environment = environment;
    this.terminal = terminal;
    this.interruption = interruption;
    this.status = new StatusLine(err);
    this.jsonErrors = jsonErrors;
  }

  /** The surroundings of this process. */
  static Console ofProcess() {
    return of(System.in, System.out, System.err, System.getenv(), new ProcessTerminal());
  }

  /** Surroundings whose text is written as UTF-8, whatever the locale. */
  static Console of(
      InputStream in,
      OutputStream out,
      OutputStream err,
      Map<String, String> environment,
      Terminal terminal) {
    Interruption interruption = new Interruption();
    return new Console(
        interruption.watched(in),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        environment,
        terminal,
        interruption,
        false);
  }

  /** The same, where errors are written as JSON or as text. */
  Console withJsonErrors(boolean asJson) {
    return new Console(in, out, err, environment, terminal, interruption, asJson);
  }

  /** What is typed or piped in. */
  InputStream in() {
    return in;
  }

  /** The results, in UTF-8. */
  PrintStream out() {
    return out;
  }

  /** Errors and progress, in UTF-8. */
  PrintStream err() {
    return err;
  }

  /** The environment variables. */
  Map<String, String> environment() {
    return environment;
  }

  /** The terminal. */
  Terminal terminal() {
    return terminal;
  }

  /** Whether the user wants no more. */
  Interruption interruption() {
    return interruption;
  }

  /** Whether a person is watching the standard error. */
  boolean showsProgress() {
    return terminal.showsErrors() && !"dumb".equals(environment.get("TERM"));
  }

  /** Shows how far the work is, unless that has ended meanwhile. */
  void status(String text, int width, CountDownLatch ended) {
    synchronized (status) {
      if (ended.getCount() > 0) {
        status.show(text, width);
      }
    }
  }

  /** Makes the line of the progress blank. */
  void clearStatus() {
    status.clearFor(() -> {});
  }

  /**
   * Writes a line of the result; always with a line feed, so that output is the same everywhere.
   */
  void line(String text) {
    interruption.check();
    if (showsProgress() && terminal.showsResults()) {
      status.clearFor(
          () -> {
            print(text);
            out.flush();
          });
    } else {
      print(text);
    }
  }

  private void print(String text) {
    out.print(text);
    out.print('\n');
  }

  /** Writes a line about what went wrong, after all results so far. */
  void error(String problem, int exitCode) {
    String oneLine = problem.strip().replaceAll("\\s*\\R\\s*", " ");
    String line =
        jsonErrors
            ? new Json().with("error", oneLine).with("exitCode", exitCode).toString()
            : "coffer: " + oneLine;
    if (interruption.mayTell()) {
      out.flush();
      status.clearFor(() -> err.print(line + "\n"));
      err.flush();
    }
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
}
