package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.backup.BackupProgress;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.Backups;
import dev.coffer.backup.RepairReport;
import dev.coffer.backup.RepositorySecret;
import dev.coffer.backup.SnapshotRepository;
import dev.coffer.format.scan.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Adds what is damaged or missing in a repository. */
@Command(
    name = "repair-backup",
    description = {
      "Copy what is damaged or missing in a repository from the database, as far as it still has the"
          + " same, or from another repository. Files are added and none is deleted.",
      "Exit code 1 means that something is still damaged or missing."
    },
    footer = {
      "",
      "Examples:",
      "  coffer repair-backup --url jdbc:h2:./game-data --repository ./backups",
      "  coffer repair-backup --repository ./backups --from /mnt/copy"
    },
    sortOptions = false)
final class RepairBackupCommand extends ConsoleCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Option(
      names = "--from",
      paramLabel = "PATH-OR-URI",
      description =
          "Another repository, such as a copy of this one, in place of the database. It is opened by"
              + " the same passphrase or key file unless another one is given.")
  private @Nullable String from;

  @ArgGroup private @Nullable OtherSecret secret;

  /** What opens the other repository. */
  static final class OtherSecret {
    @Option(
        names = "--from-passphrase-file",
        paramLabel = "FILE",
        description = "Read the passphrase of the other repository from this file.")
    private @Nullable Path passphraseFile;

    @Option(
        names = "--from-key-file",
        paramLabel = "FILE",
        description = "Open the other repository by this key file.")
    private @Nullable Path keyFile;
  }

  RepairBackupCommand(Console console) {
    super(console);
  }

  @Override
  int execute() throws IOException {
    String other = from;
    if (other != null) {
      return fromRepository(other);
    }
    if (secret != null) {
      throw new ParameterException(spec.commandLine(), "give the other repository by --from");
    }
    repository.require(console);
    requireDatabase();
    return onDatabase(connection::openExisting, this::fromDatabase);
  }

  private int fromDatabase(Coffer coffer) throws IOException {
    return repository.onExisting(
        console,
        settings -> {
          Backups backups = RepositoryOptions.opened(() -> coffer.backups(settings));
          return repair(listener -> backups.withProgress(listener).repair());
        });
  }

  private int fromRepository(String text) throws IOException {
    if (RepositoryLocation.hasPassword(text)) {
      throw new ParameterException(
          spec.commandLine(), "a password must not be on the command line, but --from has one");
    }
    return repository.onExisting(
        console,
        settings -> {
          SnapshotRepository damaged = RepositoryCommand.open(settings);
          try (RepositoryLocation at = RepositoryLocation.existing(text)) {
            BackupSettings other = other(at, settings.secret());
            return repair(listener -> damaged.withProgress(listener).repairFrom(other));
          }
        });
  }

  private BackupSettings other(RepositoryLocation at, @Nullable RepositorySecret same)
      throws IOException {
    RepositorySecret opening = same;
    if (secret != null && secret.passphraseFile != null) {
      opening = Secrets.passphraseFile(secret.passphraseFile);
    } else if (secret != null && secret.keyFile != null) {
      opening = Secrets.keyFile(secret.keyFile);
    }
    BackupSettings other = BackupSettings.at(at.path());
    return opening == null ? other : other.withSecret(opening);
  }

  private int repair(Function<Consumer<BackupProgress>, RepairReport> repairing) {
    RepairReport report;
    try (Progress progress = new Progress(console, "repair")) {
      report = repairing.apply(RepositoryCommand.shownBy(progress));
    }
    if (json) {
      console.line(asJson(report).toString());
    } else {
      report.problems().forEach(console::line);
      console.line(
          "%s blobs (%s) added, %s problems left"
              .formatted(
                  Amounts.count(report.blobs()),
                  Amounts.bytes(report.bytes()),
                  Amounts.count(report.problems().size())));
    }
    return report.isComplete() ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private static Json asJson(RepairReport report) {
    return new Json()
        .with("blobs", report.blobs())
        .with("bytes", report.bytes())
        .withTexts("problems", report.problems());
  }
}
