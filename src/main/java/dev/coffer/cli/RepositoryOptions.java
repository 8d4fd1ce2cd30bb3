package dev.coffer.cli;

import dev.coffer.api.CofferException;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.DamagedRepositoryException;
import dev.coffer.backup.RepositorySecret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for a repository of backups, and for what opens an encrypted one. */
final class RepositoryOptions {
  private static final String LOCATION_VARIABLE = "COFFER_REPOSITORY";
  private static final String PASSPHRASE_VARIABLE = "COFFER_REPOSITORY_PASSPHRASE";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--repository",
      paramLabel = "PATH-OR-URI",
      description =
          "Directory of the repository of backups: a path, or a URI of a file system whose library"
              + " is on the class path (default: the environment variable "
              + LOCATION_VARIABLE
              + ").")
  private @Nullable String location;

  @ArgGroup private @Nullable Secret secret;

  /** The source of the passphrase or the key; a repository without encryption needs none. */
  static final class Secret {
    @Option(
        names = "--ask-passphrase",
        description =
            "Ask for the passphrase of an encrypted repository (default: the environment variable "
                + PASSPHRASE_VARIABLE
                + ", if it is set).")
    boolean ask;

    @Option(
        names = "--passphrase-file",
        paramLabel = "FILE",
        description = "Read the passphrase from the first line of this file.")
    private @Nullable Path passphraseFile;

    @Option(
        names = "--key-file",
        paramLabel = "FILE",
        description = "Open the repository by this key file, of at least 32 random bytes.")
    private @Nullable Path keyFile;
  }

  /** Work on a repository. */
  interface Work {
    int run(BackupSettings settings) throws IOException;
  }

  /** Whether a repository is named, by the option or the environment. */
  boolean isGiven(Console console) {
    String variable = console.environment().get(LOCATION_VARIABLE);
    return location != null || (variable != null && !variable.isBlank());
  }

  /**
   * Requires that a repository is named, before anything is opened.
   *
   * @throws ParameterException if it is not
   */
  void require(Console console) {
    var unused = text(console);
  }

  /** Runs work on the repository, which must exist. */
  int onExisting(Console console, Work work) throws IOException {
    try (RepositoryLocation at = RepositoryLocation.existing(text(console))) {
      return work.run(settings(console, at, false));
    }
  }

  /** Runs work that creates the repository if it is absent. */
  int onAny(Console console, Work work) throws IOException {
    try (RepositoryLocation at = RepositoryLocation.of(text(console), true)) {
      return work.run(settings(console, at, !at.exists()));
    }
  }

  /**
   * Opens a repository. What keeps it from being opened is no damage of a backup, and has its own
   * exit code.
   */
  static <T> T opened(Supplier<T> opening) {
    try {
      return opening.get();
    } catch (DamagedRepositoryException e) {
      throw e;
    } catch (CofferException e) {
      throw new UnusableRepositoryException(String.valueOf(e.getMessage()), e);
    }
  }

  private String text(Console console) {
    if (location != null && RepositoryLocation.hasPassword(location)) {
      throw usageError(
          "a password must not be on the command line; use the environment variable "
              + LOCATION_VARIABLE);
    }
    String text = location == null ? console.environment().get(LOCATION_VARIABLE) : location;
    if (text == null || text.isBlank()) {
      throw usageError(
          "Missing required option: '--repository=PATH-OR-URI', or the variable "
              + LOCATION_VARIABLE);
    }
    return text;
  }

  private BackupSettings settings(Console console, RepositoryLocation at, boolean isNew)
      throws IOException {
    RepositorySecret opening = secret(console, isNew);
    BackupSettings settings = BackupSettings.at(at.path());
    return opening == null ? settings : settings.withSecret(opening);
  }

  private @Nullable RepositorySecret secret(Console console, boolean isNew) throws IOException {
    if (secret == null) {
      String value = console.environment().get(PASSPHRASE_VARIABLE);
      return value == null || value.isEmpty() ? null : Secrets.passphrase(value);
    }
    if (secret.keyFile != null) {
      return Secrets.keyFile(secret.keyFile);
    }
    return secret.passphraseFile == null
        ? Secrets.typed(console, spec.commandLine(), "Passphrase of the repository: ", isNew)
        : Secrets.passphraseFile(secret.passphraseFile);
  }

  private ParameterException usageError(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
