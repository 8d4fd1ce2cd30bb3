package dev.coffer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands on files, which does nothing without one of them. */
@Command(
    name = "files",
    mixinStandardHelpOptions = true,
    versionProvider = CofferCommand.Version.class,
    description = "Store, read, list, move and delete files with paths.",
    footer = {"", "'coffer help files COMMAND' shows the options of one of them."})
final class FilesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "give one of the commands " + String.join(", ", spec.subcommands().keySet()));
  }
}
