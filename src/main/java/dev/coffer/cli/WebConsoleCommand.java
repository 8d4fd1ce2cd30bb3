package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.ShardedCoffer;
import dev.coffer.ShardedCofferBuilder;
import dev.coffer.backup.BackupPlan;
import dev.coffer.console.ConsoleHandler;
import dev.coffer.console.ConsoleSettings;
import dev.coffer.console.local.LocalConsole;
import dev.coffer.format.scan.Json;
import dev.coffer.shard.ClusterState;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the console to a browser on this machine. */
@Command(
    name = "console",
    description = {
      "Serve the console on 127.0.0.1 until Ctrl-C, and print the link to open in a browser.",
      "The link lets one browser in. Without options the console changes nothing, and shows no"
          + " values of records and no bytes of contents."
    },
    footer = {
      "",
      "Examples:",
      "  coffer console --url jdbc:h2:./game-data --values",
      "  coffer console --shard a=jdbc:h2:./a --shard b=jdbc:h2:./b"
    },
    sortOptions = false)
final class WebConsoleCommand extends DatabaseCommand {
  private static final int CONNECTIONS = 6;
  private static final int HIGHEST_PORT = 65_535;
  private static final long POLL_MILLIS = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port; by default any that is free.")
  private int port;

  @Option(names = "--write", description = "Allow changes, and tasks to be started.")
  private boolean write;

  @Option(names = "--values", description = "Show values of records and bytes of contents.")
  private boolean values;

  @Option(
      names = "--shard",
      paramLabel = "NAME=URL",
      description =
          "A shard and the JDBC URL of its database, so that the topology shows all of them. Repeat"
              + " it for each shard. Without --url, the console is that of the first one.")
  private List<ShardAddress> shards = new ArrayList<>();

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  /** Supplies the state of the cluster of shards; null if none is given. */
  private @Nullable Supplier<ClusterState> state;

  WebConsoleCommand(Console console) {
    super(console);
    connection.withPoolSize(CONNECTIONS);
  }

  /** With a repository, backups have a plan, by which the console shows and makes them. */
  @Override
  int execute() throws IOException {
    return repository.isGiven(console)
        ? repository.onAny(
            console,
            settings -> {
              connection.withBackups(BackupPlan.into(settings));
              return serve();
            })
        : serve();
  }

  private int serve() throws IOException {
    if (shards.isEmpty()) {
      return super.execute();
    }
    ShardAddress.requireDistinct(shards, spec);
    try (OpenShards open = new OpenShards(connection.access())) {
      return console
          .interruption()
          .guarding(
              open::close,
              () -> {
                ShardedCoffer cluster = open.open(shards, ShardedCofferBuilder::existing, console);
                state = cluster::state;
                return connection.isGiven()
                    ? super.execute()
                    : run(cluster.shard(shards.get(0).name()).orElseThrow());
              });
    }
  }

  @Override
  int run(Coffer coffer) throws IOException {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new ParameterException(spec.commandLine(), "--port must be from 0 to " + HIGHEST_PORT);
    }
    ConsoleSettings settings = new ConsoleSettings(write, values, state);
    try (LocalConsole served =
        new LocalConsole(
            new ConsoleHandler(coffer, settings),
            port,
            System.getProperty("user.name", "unknown"))) {
      print(served.link());
      console.flush();
      while (!console.interruption().isRequested()) {
        await();
      }
    } catch (BindException e) {
      throw new RefusedException("the port " + port + " is in use; choose another --port", e);
    }
    return ExitCode.DONE;
  }

  private void print(URI link) {
    console.line(
        json
            ? new Json().with("link", link.toString()).toString()
            : "Open " + link + " in a browser of this machine. Ctrl-C ends the console.");
  }

  private static void await() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      throw new InterruptedCommandException();
    }
  }
}
