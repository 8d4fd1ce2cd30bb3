package dev.coffer.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The environment of a command: its streams, environment variables and terminal, if there is one.
 */
final class Console {
  private final InputStream in;
  private final InputLines lines;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final Terminal terminal;
  private final Interruption interruption;
  private final StatusLine status;
  private final boolean jsonErrors;

  private Console(
      InputStream in,
      InputLines lines,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      Terminal terminal,
      Interruption interruption,
      boolean jsonErrors) {
    this.in = in;
    this.lines = lines;
    this.out = out;
    this.err = err;
    this.environment = environment;
    this.terminal = terminal;
    this.interruption = interruption;
    this.status = new StatusLine(err);
    this.jsonErrors = jsonErrors;
  }

  /** The console of this process. */
  static Console ofProcess() {
    return of(System.in, System.out, System.err, System.getenv(), new ProcessTerminal());
  }

  /** Creates a console that writes text as UTF-8 in every locale. */
  static Console of(
      InputStream in,
      OutputStream out,
      OutputStream err,
      Map<String, String> environment,
      Terminal terminal) {
    Interruption interruption = new Interruption();
    InputStream interruptible = interruption.interruptible(in);
    return new Console(
        interruptible,
        new InputLines(interruptible, Inputs.LARGEST_VALUE),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        environment,
        terminal,
        interruption,
        false);
  }

  /** A copy that writes errors as JSON or as text. */
  Console withJsonErrors(boolean asJson) {
    return new Console(in, lines, out, err, environment, terminal, interruption, asJson);
  }

  /** The standard input. */
  InputStream in() {
    return in;
  }

  /** The stream for results, in UTF-8. */
  PrintStream out() {
    return out;
  }

  /** The stream for errors and progress, in UTF-8. */
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

  /** The user's interruption of the command. */
  Interruption interruption() {
    return interruption;
  }

  /** Whether the standard error is a terminal that can show progress. */
  boolean showsProgress() {
    return terminal.showsErrors() && !"dumb".equals(environment.get("TERM"));
  }

  /** Whether a person can answer a question. */
  boolean canAsk() {
    return terminal.givesInput();
  }

  /** Asks a question on the error stream. Returns whether the next line of the input is a yes. */
  boolean asks(String question) throws IOException {
    out.flush();
    status.clearFor(() -> err.print(question + " [y/N] "));
    err.flush();
    String answer = lines.next().orElse("").strip().toLowerCase(Locale.ROOT);
    return answer.equals("y") || answer.equals("yes");
  }

  /** Shows the progress, unless the work has ended. */
  void status(String text, int width, CountDownLatch ended) {
    synchronized (status) {
      if (ended.getCount() > 0) {
        status.show(text, width);
      }
    }
  }

  /** Clears the progress line. */
  void clearStatus() {
    status.clearFor(() -> {});
  }

  /**
   * Writes a line of the result. It always ends with a line feed, so that output is the same on all
   * systems.
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

  /** Writes an error line after all previous results. */
  void error(String problem, int exitCode) {
    String oneLine = problem.strip().replaceAll("\\s*\\R\\s*", " ");
    String line =
        jsonErrors
            ? new Json().with("error", oneLine).with("exitCode", exitCode).toString()
            : "coffer: " + oneLine;
    if (interruption.mayReport()) {
      out.flush();
      status.clearFor(() -> err.print(line + "\n"));
      err.flush();
    }
  }

  /**
   * Flushes the output.
   *
   * @throws IOException if the output cannot be written
   */
  void flush() throws IOException {
    if (out.checkError()) {
      throw new IOException(
          "the output cannot be written; its reader has exited or the disk is full");
    }
  }
}
