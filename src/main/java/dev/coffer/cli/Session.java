package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.format.scan.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;

/**
 * Commands from the standard input, one a line, over one open database. Each command is created
 * anew, so that no option of one command affects another.
 */
final class Session {
  private static final String PROMPT = "coffer> ";

  private final Console console;
  private final Coffer coffer;
  private final boolean json;
  private final boolean debug;

  /**
   * Creates a session.
   *
   * @param json whether each command is answered by one line of JSON
   */
  Session(Console console, Coffer coffer, boolean json, boolean debug) {
    this.console = console;
    this.coffer = coffer;
    this.json = json;
    this.debug = debug;
  }

  /** Runs the next command. Returns its exit code; empty at the end of the session. */
  OptionalInt next() throws IOException {
    while (true) {
      console.prompt(PROMPT);
      List<String> words;
      try {
        Optional<String> line = console.lines().next();
        if (line.isEmpty()) {
          return OptionalInt.empty();
        }
        words = Words.of(line.get());
      } catch (InterruptedCommandException e) {
        throw e;
      } catch (RefusedException e) {
        return OptionalInt.of(answer(place -> refuse(place, String.valueOf(e.getMessage()))));
      }
      if (words.size() > 1 && words.get(0).equals(Commands.ROOT)) {
        words = words.subList(1, words.size());
      }
      if (words.equals(List.of("exit")) || words.equals(List.of("quit"))) {
        return OptionalInt.empty();
      }
      if (!words.isEmpty()) {
        String[] command = words.toArray(new String[0]);
        return OptionalInt.of(answer(place -> run(place, command)));
      }
    }
  }

  /** A command with its console. */
  private interface Work {
    int run(Console place);
  }

  private int answer(Work work) {
    long line = console.lines().number();
    Answer answer = json ? new Answer(console.out(), line) : null;
    int exitCode = work.run(console.inSession(line, answer));
    if (answer != null) {
      answer.end(exitCode);
    }
    return exitCode;
  }

  private static int refuse(Console place, String problem) {
    place.error(problem, ExitCode.USAGE);
    return ExitCode.USAGE;
  }

  private int run(Console place, String... command) {
    if (Commands.ALONE.contains(command[0])) {
      return refuse(place, "'" + command[0] + "' does not run in a session");
    }
    boolean asJson = json || Main.isGiven("--json", command);
    Console asked = place.withJsonErrors(asJson);
    CommandLine commands = Commands.inSession(asked, coffer, command[0]);
    StringWriter help = new StringWriter();
    if (json) {
      commands.setOut(new PrintWriter(help));
    }
    int exitCode =
        Main.execute(commands, asked, debug || Main.isGiven("--debug", command), command);
    if (json && !help.toString().isEmpty()) {
      asked.line(new Json().with("text", help.toString()).toString());
    }
    return exitCode;
  }
}
