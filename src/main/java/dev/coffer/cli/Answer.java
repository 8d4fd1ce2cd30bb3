package dev.coffer.cli;

import dev.coffer.format.scan.Json;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to one command of a session, as one line of JSON. Results are written as they come, so
 * that memory holds none of them.
 */
final class Answer {
  private final PrintStream out;
  private final List<String> errors = new ArrayList<>();
  private boolean isEmpty = true;

  /** Begins the answer to the command in this line of the session. */
  Answer(PrintStream out, long line) {
    this.out = out;
    out.print("{\"line\":" + line + ",\"results\":[");
  }

  /** Adds a result, which is a JSON object. Line breaks between its parts become blanks. */
  void result(String object) {
    out.print(isEmpty ? "" : ",");
    out.print(object.replace('\n', ' ').replace('\r', ' '));
    isEmpty = false;
  }

  /** Adds the message of an error. */
  void error(String problem) {
    errors.add(problem);
  }

  /** Ends the line. */
  void end(int exitCode) {
    String rest = new Json().withTexts("errors", errors).with("exitCode", exitCode).toString();
    out.print("]," + rest.substring(1) + "\n");
  }
}
