package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.backup.BackupPlan;
import dev.coffer.codec.DictionarySettings;
import dev.coffer.codec.frame.FrameWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options for the user, the password and the codec, with which databases are opened. */
final class AccessOptions {
  private static final int H2_NO_SUCH_DATABASE = 90146;
  private static final Pattern EMBEDDED_H2 = Pattern.compile("jdbc:h2:(?!mem:|tcp:|ssl:)");
  private static final String CLOSED_BY_COMMAND = ";DB_CLOSE_ON_EXIT=FALSE";
  private static final String MUST_EXIST = ";IFEXISTS=TRUE";

  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--user", paramLabel = "NAME", description = "User of the database.")
  private @Nullable String user;

  @Option(
      names = "--codec",
      paramLabel = "NAME",
      description =
          "Codec for written data: zstd (the default), brotli, or raw for no compression.")
  private @Nullable String codec;

  @ArgGroup private @Nullable Password password;

  private DictionarySettings dictionaries = DictionarySettings.defaults();
  private int poolSize = 2;
  private @Nullable BackupPlan backups;

  /** The password that was typed, so that several databases ask only once. */
  private @Nullable String typed;

  /** The source of the password; an empty password needs none. */
  static final class Password {
    @Option(names = "--password", description = "Ask for the password.")
    boolean ask;

    @Option(
        names = "--password-env",
        paramLabel = "NAME",
        description = "Read the password from this environment variable.")
    private @Nullable String environmentVariable;

    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        description = "Read the password from the first line of this file.")
    private @Nullable Path file;
  }

  /** Adds these options to a command. */
  void addTo(CommandSpec command) {
    spec = command;
    command.addMixin("access", CommandSpec.forAnnotatedObject(this));
  }

  /** Opens databases with this many connections. */
  void withPoolSize(int connections) {
    poolSize = connections;
  }

  /** Opens an existing database. Otherwise H2 would create a new file for a mistyped name. */
  Coffer openExisting(String address, Console console) throws IOException {
    boolean mayBeMade =
        address.startsWith("jdbc:h2:")
            && !address.startsWith("jdbc:h2:mem:")
            && !address.toUpperCase(Locale.ROOT).contains(";IFEXISTS=");
    if (!mayBeMade) {
      return Coffer.open(settings(address, console));
    }
    try {
      return Coffer.open(settings(address + MUST_EXIST, console));
    } catch (DatabaseUnavailableException e) {
      throw isAbsent(e)
          ? new DatabaseUnavailableException(
              asTyped(String.valueOf(e.getMessage()))
                  .replace("remove IFEXISTS to create it", "run 'migrate' to create it"),
              e)
          : e;
    }
  }

  /** A message without Coffer's additions to the URL. */
  static String asTyped(String message) {
    return message.replace(CLOSED_BY_COMMAND, "").replace(MUST_EXIST, "");
  }

  private static boolean isAbsent(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getErrorCode() == H2_NO_SUCH_DATABASE) {
        return true;
      }
    }
    return false;
  }

  /**
   * Adds an option to the URL so that only the command closes an embedded H2 database. By default
   * H2 closes it at the end of the process, while the command may still use it.
   */
  static String closedByCommand(String address) {
    boolean closesItself =
        EMBEDDED_H2.matcher(address).lookingAt()
            && !address.toUpperCase(Locale.ROOT).contains(";DB_CLOSE_ON_EXIT=");
    return closesItself ? address + CLOSED_BY_COMMAND : address;
  }

  /** The settings to open a database, creating it if necessary, without migration. */
  OpenSettings settings(String address, Console console) throws IOException {
    String secret = password == null ? null : read(password, console);
    if (secret == null && user != null) {
      secret = "";
    }
    OpenSettings settings = OpenSettings.of(closedByCommand(address));
    return (backups == null ? settings : settings.withBackups(backups))
        .withUser(user)
        .withPassword(secret)
        .withPoolSize(poolSize)
        // A command reads few rows twice, and the start of the cache takes longer than that.
        .withCache(0, 0)
        .withCodec(codec())
        .withDictionaries(dictionaries)
        .withMigration(false);
  }

  /** Opens databases with this plan of backups. */
  void withBackups(BackupPlan plan) {
    backups = plan;
  }

  /** Opens databases with these dictionaries. */
  void withDictionaries(DictionarySettings settings) {
    dictionaries = settings;
  }

  /** The codec for writing; null for the default. */
  private @Nullable String codec() {
    if (codec == null) {
      return null;
    }
    try {
      FrameWriter.by(codec);
      return codec;
    } catch (IllegalArgumentException e) {
      throw usageError(String.valueOf(e.getMessage()));
    }
  }

  private String read(Password source, Console console) throws IOException {
    if (source.environmentVariable != null) {
      String value = console.environment().get(source.environmentVariable);
      if (value == null) {
        throw usageError("the environment variable " + source.environmentVariable + " is not set");
      }
      return value;
    }
    if (source.file != null) {
      return Files.readString(source.file, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }
    if (typed == null) {
      typed =
          console
              .terminal()
              .askForPassword("Password: ")
              .orElseThrow(
                  () ->
                      usageError(
                          "there is no terminal to ask for the password; use --password-env or"
                              + " --password-file"));
    }
    return typed;
  }

  private ParameterException usageError(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
