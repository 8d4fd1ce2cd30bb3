package dev.coffer.cli;

import dev.coffer.backup.RepositorySecret;
import dev.coffer.backup.SnapshotRepository;
import dev.coffer.format.scan.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replaces the passphrase or the key file of a repository. */
@Command(
    name = "change-backup-secret",
    description = {
      "Replace the passphrase or the key file of an encrypted repository. One file is written anew;"
          + " a copy of the old one still opens the repository by the old passphrase.",
      "A database is not necessary."
    },
    footer = {
      "",
      "Example:",
      "  coffer change-backup-secret --repository ./b --new-passphrase-file ./new"
    },
    sortOptions = false)
final class ChangeBackupSecretCommand extends RepositoryCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private NewSecret secret = new NewSecret();

  /** What opens the repository from then on. */
  static final class NewSecret {
    @Option(names = "--ask-new-passphrase", description = "Ask for the new passphrase, twice.")
    boolean ask;

    @Option(
        names = "--new-passphrase-file",
        paramLabel = "FILE",
        description = "Read the new passphrase from the first line of this file.")
    private @Nullable Path passphraseFile;

    @Option(
        names = "--new-key-file",
        paramLabel = "FILE",
        description = "Open the repository by this key file, of at least 32 random bytes.")
    private @Nullable Path keyFile;
  }

  ChangeBackupSecretCommand(Console console) {
    super(console);
  }

  @Override
  int run(SnapshotRepository repository) throws IOException {
    RepositorySecret changed = secret();
    repository.changeSecret(changed);
    console.line(
        json
            ? new Json().with("changed", true).toString()
            : "The repository opens by the new " + changed + ".");
    return ExitCode.DONE;
  }

  private RepositorySecret secret() throws IOException {
    if (secret.passphraseFile != null) {
      return Secrets.passphraseFile(secret.passphraseFile);
    }
    if (secret.keyFile != null) {
      return Secrets.keyFile(secret.keyFile);
    }
    return Secrets.typed(console, spec.commandLine(), "New passphrase of the repository: ", true);
  }
}
