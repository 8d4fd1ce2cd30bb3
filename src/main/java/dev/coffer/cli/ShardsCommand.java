package dev.coffer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands on a cluster of shards, which does nothing without one of them. */
@Command(
    name = "shards",
    mixinStandardHelpOptions = true,
    versionProvider = CofferCommand.Version.class,
    description = "Create a cluster of shards, show it, and add, drain and weight its shards.",
    footer = {"", "'coffer help shards COMMAND' shows the options of one of them."})
final class ShardsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "give one of the commands " + String.join(", ", spec.subcommands().keySet()));
  }
}
