package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.console.api.RunJson;
import dev.coffer.format.scan.Json;
import dev.coffer.maintenance.Damage;
import dev.coffer.maintenance.Maintenance;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.TaskStatus;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows the state of the maintenance tasks, and the damage that they have found. */
@Command(
    name = "status",
    description = {
      "Show the last run and the last success of each maintenance task, and the damage that scrubs"
          + " have found. Times are in UTC.",
      "Exit code 1 means that there is damage."
    },
    footer = {"", "Example:", "  coffer status --url jdbc:h2:./game-data"},
    sortOptions = false)
final class StatusCommand extends DatabaseCommand {
  /** The number of damaged records and contents that the text names. */
  private static final int NAMED = 10;

  StatusCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    Maintenance maintenance = coffer.maintenance();
    List<TaskStatus> tasks = maintenance.status();
    List<Damage> damage = maintenance.damage();
    if (json) {
      console.line(
          new Json()
              .withObjects("tasks", tasks.stream().map(StatusCommand::asJson).toList())
              .withObjects("damage", damage.stream().map(StatusCommand::asJson).toList())
              .toString());
    } else {
      asTable(tasks).lines().forEach(console::line);
      console.line("");
      console.line(
          damage.isEmpty()
              ? "No damage is known."
              : "%s damaged%s"
                  .formatted(
                      Amounts.count(damage.size()),
                      damage.size() > NAMED ? ", the newest " + NAMED + ":" : ":"));
      damage.stream().limit(NAMED).forEach(each -> console.line(asText(each)));
    }
    return damage.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private Table asTable(List<TaskStatus> tasks) {
    Table table = new Table("task", "last run", "outcome", "last success", "running on").ofTexts();
    for (TaskStatus status : tasks) {
      RunReport last = status.last();
      table.row(
          status.task().id(),
          RunDetails.time(last == null ? null : last.startedAt()),
          last == null ? "-" : last.outcome().id(),
          RunDetails.time(status.lastSuccess()),
          last != null && status.isRunning() ? console.shown(last.node()) : "-");
    }
    return table;
  }

  private static Json asJson(TaskStatus status) {
    RunReport last = status.last();
    return new Json()
        .with("task", status.task().id())
        .with("running", status.isRunning())
        .withVerbatim("last", last == null ? "null" : RunJson.of(last).toString())
        .with("lastSuccess", status.lastSuccess());
  }

  private static String asText(Damage damage) {
    String collection = damage.collection();
    return "  %s, found %s: %s"
        .formatted(
            collection == null
                ? "content " + damage.key()
                : "record '" + damage.key() + "' of '" + collection + "'",
            RunDetails.time(damage.foundAt()),
            damage.problem());
  }

  private static Json asJson(Damage damage) {
    return new Json()
        .withOptional("collection", damage.collection())
        .with("key", damage.key())
        .with("foundAt", damage.foundAt())
        .with("problem", damage.problem());
  }
}
