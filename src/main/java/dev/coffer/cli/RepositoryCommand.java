package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.backup.BackupOperation;
import dev.coffer.backup.BackupProgress;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.SnapshotRepository;
import dev.coffer.console.api.SnapshotJson;
import java.io.IOException;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;

/**
 * The common base of commands on a repository of backups alone. They take the options of a database
 * as the other commands on backups do, but open none.
 */
abstract class RepositoryCommand extends ConsoleCommand {
  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  RepositoryCommand(Console console) {
    super(console);
  }

  @Override
  int execute() throws IOException {
    return repository.onExisting(console, settings -> run(open(changed(settings))));
  }

  /** Opens a repository without a database. */
  static SnapshotRepository open(BackupSettings settings) {
    return RepositoryOptions.opened(() -> Coffer.openRepository(settings));
  }

  /** The settings with the options of the command. */
  BackupSettings changed(BackupSettings settings) {
    return settings;
  }

  /** Runs the command. Returns the exit code. */
  abstract int run(SnapshotRepository repository) throws IOException;

  private static String name(BackupOperation operation) {
    return operation == BackupOperation.CREATE ? "backup" : SnapshotJson.id(operation);
  }

  /** Shows the progress of an operation. */
  static Consumer<BackupProgress> shownBy(Progress progress) {
    return now -> progress.at(name(now.operation()), now.done(), now.total(), now.bytes());
  }
}
