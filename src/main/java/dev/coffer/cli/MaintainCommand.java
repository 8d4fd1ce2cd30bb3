package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.console.api.RunJson;
import dev.coffer.maintenance.Maintenance;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs maintenance tasks. */
@Command(
    name = "maintain",
    description = "Run maintenance tasks, and print outcome, duration and figures of each.",
    footer = {
      "",
      "Examples:",
      "  coffer maintain --url jdbc:h2:./game-data --dry-run",
      "  coffer maintain --url jdbc:h2:./game-data collect --grace 0s"
    },
    sortOptions = false)
final class MaintainCommand extends DatabaseCommand {
  private static final Duration LONGEST_GRACE = Duration.ofDays(365_000);

  private static final int NAME_WIDTH =
      Arrays.stream(MaintenanceTask.values()).mapToInt(each -> each.id().length()).max().orElse(1);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "TASK",
      completionCandidates = TaskNames.class,
      description =
          "The tasks, in this order (default: all except backup and defragment): ${COMPLETION-CANDIDATES}.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--dry-run", description = "Change nothing; print what the tasks would do.")
  private boolean dryRun;

  @Option(
      names = "--force",
      description = "Collect contents even if they are more than the allowed share of all.")
  private boolean force;

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      description =
          "The time for which 'collect' keeps contents to which no row refers, such as 30m or 7d;"
              + " 1h by default, 0s to collect them at once.")
  private @Nullable Duration grace;

  /** The names of the tasks. */
  static final class TaskNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(MaintenanceTask.values()).map(MaintenanceTask::id).iterator();
    }
  }

  MaintainCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    List<MaintenanceTask> tasks = names.stream().map(this::task).toList();
    RunOptions options = options();
    Maintenance maintenance = coffer.maintenance();
    boolean allDone = true;
    for (MaintenanceTask task : tasks.isEmpty() ? maintenance.tasks() : tasks) {
      RunReport report = run(maintenance, task, options);
      print(report);
      console.flush();
      allDone &= report.outcome() == RunOutcome.DONE;
    }
    return allDone ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private MaintenanceTask task(String name) {
    try {
      return MaintenanceTask.of(name);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private RunOptions options() {
    if (grace != null && (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0)) {
      throw new ParameterException(
          spec.commandLine(), "--grace must be from 0s to " + LONGEST_GRACE.toDays() + "d");
    }
    RunOptions options =
        RunOptions.defaults()
            .withDryRun(dryRun)
            .withForce(force)
            .withGoOn(() -> !console.interruption().isRequested());
    return grace == null ? options : options.withGrace(grace);
  }

  private RunReport run(Maintenance maintenance, MaintenanceTask task, RunOptions options) {
    try (Progress progress = new Progress(console, task.id())) {
      return maintenance.run(
          task,
          options.withProgress(now -> progress.at(RunDetails.figures(now.figures()), now.done())));
    }
  }

  private void print(RunReport report) {
    String problem = report.problem();
    console.line(json ? RunJson.of(report).toString() : asText(report));
    if (problem != null) {
      console.error(report.task().id() + ": " + problem, ExitCode.REFUSED);
    }
  }

  private String asText(RunReport report) {
    return "%s%s   %s   %s   %s"
        .formatted(
            report.task().id(),
            " ".repeat(NAME_WIDTH - report.task().id().length()),
            report.outcome().id() + (dryRun ? " (dry run)" : ""),
            RunDetails.duration(report),
            RunDetails.figures(report.figures()));
  }
}
