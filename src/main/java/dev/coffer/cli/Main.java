package dev.coffer.cli;

import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;

/** The command line of Coffer; see {@code docs/cli.md}. */
public final class Main {
  private Main() {}

  /**
   * Runs the command of the arguments. After a failure, it exits the process with the command's
   * exit code.
   */
  public static void main(String[] arguments) {
    quietLibraries(arguments);
    Console console = Console.ofProcess();
    console.interruption().endAtShutdown(console);
    int exitCode = run(console, arguments);
    console.interruption().end();
    if (exitCode != ExitCode.DONE) {
      System.exit(exitCode);
    }
  }

  /** Runs a command. Returns one of the codes of {@link ExitCode}. */
  static int run(Console console, String... arguments) {
    Console asked = console.withJsonErrors(isGiven("--json", arguments));
    int exitCode = execute(Commands.all(asked), asked, isGiven("--debug", arguments), arguments);
    console.out().flush();
    return exitCode;
  }

  /**
   * Whether an option is in the raw arguments, which works for arguments that cannot be parsed too.
   */
  static boolean isGiven(String option, String... arguments) {
    return Arrays.stream(arguments)
        .takeWhile(argument -> !argument.equals("--"))
        .anyMatch(option::equals);
  }

  /** Runs a command of a command line. */
  static int execute(CommandLine commands, Console console, boolean debug, String... arguments) {
    Errors errors = new Errors(console, debug);
    return commands
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setExecutionStrategy(
            parsed -> {
              if (!console.isInSession() && isUnreadable(parsed.originalArgs())) {
                throw new ParameterException(commands, unreadableArgument());
              }
              try {
                return new CommandLine.RunLast().execute(parsed);
              } catch (OutOfMemoryError e) {
                throw new ExecutionException(commands, "the heap is too small", e);
              }
            })
        .execute(arguments);
  }

  /**
   * Whether an argument contains U+FFFD. The JVM replaces characters outside the locale's encoding
   * by it, so the command would use the wrong key.
   */
  static boolean isUnreadable(List<String> arguments) {
    return arguments.stream().anyMatch(argument -> argument.indexOf('\ufffd') >= 0);
  }

  /** The error for characters of an argument or file name that the locale does not support. */
  static String unreadableArgument() {
    return "an argument cannot be read in this locale ("
        + System.getProperty("sun.jnu.encoding")
        + "); set LC_ALL=C.UTF-8";
  }

  /** Suppresses the logs of libraries, except with {@code --debug}. */
  private static void quietLibraries(String... arguments) {
    if (!isGiven("--debug", arguments)) {
      System.setProperty("slf4j.internal.verbosity", "ERROR");
      LogManager.getLogManager().reset();
      Logger.getLogger("").setLevel(Level.OFF);
    }
  }
}
