package dev.coffer.cli;

import dev.coffer.api.CofferException;
import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.MissingLibraryException;
import dev.coffer.api.SchemaException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.api.UnknownOutcomeException;
import dev.coffer.api.UnsupportedDatabaseException;
import dev.coffer.backup.RepositoryAccessException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports an exception as one line on the error stream and an exit code. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final List<Class<? extends CofferException>> OF_THE_DATABASE =
      List.of(
          DatabaseUnavailableException.class,
          DatabaseOperationException.class,
          SchemaException.class,
          TransientCofferException.class,
          UnknownOutcomeException.class,
          UnsupportedDatabaseException.class,
          MissingLibraryException.class,
          RepositoryAccessException.class);

  private final Console console;
  private final boolean debug;

  Errors(Console console, boolean debug) {
    this.console = console;
    this.debug = debug;
  }

  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    String command = error.getCommandLine().getCommandSpec().qualifiedName();
    report(problemOf(error, arguments) + " (see " + command + " --help)", ExitCode.USAGE, error);
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    int exitCode = exitCode(error);
    report(describe(error), exitCode, error);
    return exitCode;
  }

  /** The description of a usage error. It never repeats a possible password. */
  private String problemOf(ParameterException error, String[] arguments) {
    for (String argument : arguments) {
      if (argument.startsWith("--password=")) {
        return "--password asks for the password and takes no value: a password must not be on"
            + " the command line; use --password-env or --password-file";
      }
      if (argument.startsWith("--ask-passphrase=")) {
        return "--ask-passphrase takes no value: a passphrase must not be on the command line; use"
            + " COFFER_REPOSITORY_PASSPHRASE or --passphrase-file";
      }
    }
    if (!console.isInSession() && Main.isUnreadable(Arrays.asList(arguments))) {
      return Main.unreadableArgument();
    }
    return error instanceof UnmatchedArgumentException unmatched
        ? unknownArgument(unmatched)
        : String.valueOf(error.getMessage()).replaceFirst("^Error: ", "");
  }

  /**
   * The description of an unknown argument. It omits the value of an unknown option, which may be a
   * password.
   */
  private static String unknownArgument(UnmatchedArgumentException error) {
    String argument = error.getUnmatched().get(0);
    boolean isOption = argument.startsWith("-");
    boolean isCommand = !error.getCommandLine().getSubcommands().isEmpty();
    String name = isOption ? argument.split("=", 2)[0] : argument;
    String problem =
        isOption ? "unknown option" : isCommand ? "unknown command" : "unexpected argument";
    List<String> similar = isOption || isCommand ? error.getSuggestions() : List.of();
    return problem
        + " '"
        + name
        + "'"
        + (similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?");
  }

  private static int exitCode(Exception error) {
    if (error instanceof InterruptedCommandException
        || error.getCause() instanceof InterruptedCommandException) {
      return ExitCode.INTERRUPTED;
    }
    if (isOutOfMemory(error)
        || error instanceof RefusedException
        || error instanceof IOException
        || error instanceof UncheckedIOException
        || error instanceof InvalidPathException) {
      return ExitCode.REFUSED;
    }
    return error instanceof CofferException ours && !isOfTheDatabase(ours)
        ? ExitCode.REFUSED
        : ExitCode.DATABASE;
  }

  /** Whether the database or the repository caused the error, and not the request. */
  static boolean isOfTheDatabase(CofferException error) {
    return OF_THE_DATABASE.stream().anyMatch(type -> type.isInstance(error));
  }

  /** The description of an exception, without the class name if there is a message. */
  static String describe(Throwable error) {
    if (isOutOfMemory(error)) {
      return "the heap of "
          + Amounts.bytes(Runtime.getRuntime().maxMemory())
          + " is too small for this; increase it, for example with java -Xmx2g -jar …";
    }
    if (error instanceof InvalidPathException) {
      return Main.unreadableArgument();
    }
    if (error instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
      return describe(unchecked.getCause());
    }
    if (error instanceof NoSuchFileException || error instanceof FileNotFoundException) {
      return "no such file: " + error.getMessage();
    }
    if (error instanceof AccessDeniedException) {
      return "no permission to use " + error.getMessage();
    }
    if (error instanceof FileSystemException file && file.getReason() != null) {
      return file.getFile() + ": " + file.getReason();
    }
    boolean explained =
        error instanceof CofferException
            || error instanceof RefusedException
            || error instanceof UnusableRepositoryException
            || (error instanceof IOException && !(error instanceof FileSystemException));
    return explained && error.getMessage() != null ? error.getMessage() : error.toString();
  }

  /** Whether the heap was too small. Libraries wrap this error in their own exceptions. */
  private static boolean isOutOfMemory(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private void report(String problem, int exitCode, Exception error) {
    console.error(AccessOptions.asTyped(problem), exitCode);
    if (debug) {
      error.printStackTrace(console.err());
    }
    console.err().flush();
  }
}
