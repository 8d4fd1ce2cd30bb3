package dev.coffer.cli;

import dev.coffer.format.scan.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable Place place;

  /**
   * The place of a command in a session.
   *
   * @param answer the line of JSON with the results; null if they are written as they are
   */
  private record Place(long line, @Nullable Answer answer) {}

  private Console(
      InputStream in,
      InputLines lines,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      Terminal terminal,
      Interruption interruption,
      boolean jsonErrors,
      @Nullable Place place) {
    this.in = in;
    this.lines = lines;
    this.out = out;
    this.err = err;
    this.environment = environment;
    this.terminal = terminal;
    this.interruption = interruption;
    this.status = new StatusLine(err);
    this.jsonErrors = jsonErrors;
    this.place = place;
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
        false,
        null);
  }

  /** A copy that writes errors as JSON or as text. */
  Console withJsonErrors(boolean asJson) {
    return new Console(in, lines, out, err, environment, terminal, interruption, asJson, place);
  }

  /** A copy for the command in a line of a session. */
  Console inSession(long line, @Nullable Answer answer) {
    Place at = new Place(line, answer);
    return new Console(
        in, lines, out, err, environment, terminal, interruption, answer != null, at);
  }

  /** Whether the command is one of a session. */
  boolean isInSession() {
    return place != null;
  }

  /** Whether the results are part of a line of JSON, so that a command cannot write bytes. */
  boolean answersInJson() {
    return place != null && place.answer != null;
  }

  /**
   * The standard input.
   *
   * @throws RefusedException in a session
   */
  InputStream in() {
    if (place != null) {
      throw new RefusedException(
          "the standard input of a session holds its commands; give a file, or --value for 'put'");
    }
    return in;
  }

  /** The lines of the standard input: the commands of a session, and answers to questions. */
  InputLines lines() {
    return lines;
  }

  /** Asks for the next command, if the standard input is a terminal. */
  void prompt(String text) {
    if (canAsk()) {
      out.flush();
      err.print(text);
      err.flush();
    }
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
   * Writes a text as one line of the result; see {@link #shown}. The line ends with a line feed, so
   * that output is the same on all systems.
   */
  void line(String text) {
    verbatim(shown(text));
  }

  /** Writes stored JSON as it is. It may contain line breaks. */
  void verbatim(String text) {
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

  /**
   * The text of stored data in one line of the result. Line breaks are escaped, because the reader
   * of a pipe would take one key for two. If a terminal shows the results, other characters are
   * escaped too that could change what it shows.
   */
  String shown(String text) {
    return escaped(text, terminal.showsResults());
  }

  private static String escaped(String text, boolean onTerminal) {
    if (text.chars().noneMatch(each -> isEscaped((char) each, onTerminal))) {
      return text;
    }
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      escaped.append(isEscaped(c, onTerminal) ? String.format("\\u%04x", (int) c) : c);
    }
    return escaped.toString();
  }

  /**
   * On a terminal: control characters (C0, DEL and C1), separators of lines, and overrides of the
   * direction.
   */
  private static boolean isEscaped(char c, boolean onTerminal) {
    return onTerminal
        ? Character.isISOControl(c)
            || (c >= '\u2028' && c <= '\u202e')
            || (c >= '\u2066' && c <= '\u2069')
        : c == '\n' || c == '\r';
  }

  private void print(String text) {
    if (place != null && place.answer != null) {
      place.answer.result(text);
    } else {
      out.print(text);
      out.print('\n');
    }
  }

  /** Writes an error line after all previous results. */
  void error(String problem, int exitCode) {
    String oneLine = problem.strip().replaceAll("\\s*\\R\\s*", " ");
    String line = jsonErrors ? asJson(oneLine, exitCode).toString() : "coffer: " + at() + oneLine;
    if (place != null && place.answer != null) {
      place.answer.error(oneLine);
    }
    if (interruption.mayReport()) {
      out.flush();
      status.clearFor(() -> err.print(escaped(line, terminal.showsErrors()) + "\n"));
      err.flush();
    }
  }

  private String at() {
    return place == null ? "" : "line " + place.line + ": ";
  }

  private Json asJson(String problem, int exitCode) {
    Json error = new Json().with("error", problem).with("exitCode", exitCode);
    return place == null ? error : error.with("line", place.line);
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
