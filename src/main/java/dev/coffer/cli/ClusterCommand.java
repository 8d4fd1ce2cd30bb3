package dev.coffer.cli;

import dev.coffer.ShardedCoffer;
import dev.coffer.ShardedCofferBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The common base of commands on a cluster of shards, whose databases are named one by one. */
abstract class ClusterCommand extends ConsoleCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  private final AccessOptions access = new AccessOptions();

  @Option(
      names = "--shard",
      required = true,
      paramLabel = "NAME=URL",
      description =
          "A shard and the JDBC URL of its database. Repeat it for each shard; user and password"
              + " are the same for all.")
  private List<ShardAddress> shards = new ArrayList<>();

  ClusterCommand(Console console) {
    super(console);
  }

  @Override
  void addConnection(CommandSpec command) {
    access.addTo(command);
  }

  @Override
  int execute() throws IOException {
    ShardAddress.requireDistinct(shards, spec);
    check();
    try (OpenShards open = new OpenShards(access)) {
      return console
          .interruption()
          .guarding(
              open::close,
              () -> {
                int exitCode = run(open.open(shards, this::configured, console));
                console.flush();
                return exitCode;
              });
    }
  }

  /** Whether the database of a shard is given. */
  boolean isGiven(String name) {
    return shards.stream().anyMatch(each -> each.name().equals(name));
  }

  /** Checks the arguments before anything is opened. */
  void check() {}

  /** Chooses how the cluster is opened. */
  ShardedCofferBuilder configured(ShardedCofferBuilder builder) {
    return builder.existing();
  }

  /** Runs the command. Returns the exit code. */
  abstract int run(ShardedCoffer cluster);

  /** The error of a wrong argument. */
  ParameterException usageError(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
