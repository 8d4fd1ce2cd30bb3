package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.console.api.RunJson;
import dev.coffer.maintenance.RunReport;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the history of maintenance. */
@Command(
    name = "runs",
    description = "List the newest runs of maintenance tasks, the newest first. Times are in UTC.",
    footer = {"", "Example:", "  coffer runs --url jdbc:h2:./game-data --limit 5"},
    sortOptions = false)
final class RunsCommand extends DatabaseCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Maximum number of runs (default: ${DEFAULT-VALUE}).")
  private int limit = 20;

  RunsCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be at least 1");
    }
    List<RunReport> runs = coffer.maintenance().runs(limit);
    if (json) {
      runs.forEach(run -> console.line(RunJson.of(run).toString()));
    } else if (!runs.isEmpty()) {
      asTable(runs).lines().forEach(console::line);
      runs.stream()
          .filter(run -> run.problem() != null)
          .forEach(
              run -> console.line(run.task().id() + " " + run.number() + ": " + run.problem()));
    }
    return ExitCode.DONE;
  }

  private Table asTable(List<RunReport> runs) {
    Table table =
        new Table("task", "run", "start", "duration", "outcome", "node", "figures").ofTexts();
    for (RunReport run : runs) {
      table.row(
          run.task().id(),
          Long.toString(run.number()),
          RunDetails.time(run.startedAt()),
          RunDetails.duration(run),
          run.outcome().id(),
          console.shown(run.node()),
          RunDetails.figures(run.figures()));
    }
    return table;
  }
}
