package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.SchemaException;
import dev.coffer.backup.BackupPlan;
import dev.coffer.codec.DictionarySettings;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options for one database, and for the access to it. */
final class ConnectionOptions {
  private static final String URL_VARIABLE = "COFFER_URL";

  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "JDBC URL of an H2, MariaDB or PostgreSQL database (default: the environment variable "
              + URL_VARIABLE
              + ").")
  private @Nullable String url;

  private final AccessOptions access = new AccessOptions();

  /** Adds these options to a command. */
  void addTo(CommandSpec command) {
    spec = command;
    command.addMixin("connection", CommandSpec.forAnnotatedObject(this));
    access.addTo(command);
  }

  /**
   * Whether the database was set by an option. The URL in the environment does not count, because
   * that database may have any content.
   */
  boolean isGiven() {
    return url != null;
  }

  /**
   * Requires that a database is named, before anything is opened.
   *
   * @throws ParameterException if it is not
   */
  void require(Console console) {
    var unused = address(console);
  }

  /** Opens an existing database. */
  Coffer openExisting(Console console) throws IOException {
    return access.openExisting(address(console), console);
  }

  /** Opens a database, which is created and brought up to date if necessary. */
  Coffer openMigrated(Console console) throws IOException {
    OpenSettings settings = ofAny(console);
    try {
      return Coffer.open(settings);
    } catch (SchemaException e) {
      Coffer.migrate(settings);
      return Coffer.open(settings);
    }
  }

  /** The settings to open a database, creating it if necessary, without migration. */
  OpenSettings ofAny(Console console) throws IOException {
    return access.settings(address(console), console);
  }

  private String address(Console console) {
    String address = url == null ? console.environment().get(URL_VARIABLE) : url;
    if (address == null || address.isBlank()) {
      throw usageError("Missing required option: '--url=URL', or the variable " + URL_VARIABLE);
    }
    return address;
  }

  /** The options of the access, which several databases may have in common. */
  AccessOptions access() {
    return access;
  }

  /** Opens databases with this many connections. */
  void withPoolSize(int connections) {
    access.withPoolSize(connections);
  }

  /** Opens databases with this plan of backups. */
  void withBackups(BackupPlan plan) {
    access.withBackups(plan);
  }

  /** Opens databases with these dictionaries. */
  void withDictionaries(DictionarySettings settings) {
    access.withDictionaries(settings);
  }

  private ParameterException usageError(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
