package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.format.scan.Json;
import dev.coffer.maintenance.CollectionReport;
import dev.coffer.maintenance.DailySize;
import dev.coffer.maintenance.StorageHistory;
import dev.coffer.maintenance.StorageTotal;
import dev.coffer.maintenance.StoredSize;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the size of the stored data on past days. */
@Command(
    name = "history",
    description =
        "Show the size of the stored data on past days, the oldest first, as the task 'measure'"
            + " found it. Days are in UTC.",
    footer = {
      "",
      "Example:",
      "  coffer history --url jdbc:h2:./game-data --collection players --days 30"
    },
    sortOptions = false)
final class HistoryCommand extends DatabaseCommand {
  private static final int MOST_DAYS = 36_500;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--collection",
      paramLabel = "COLLECTION",
      description = "Only this collection (default: the whole database).")
  private @Nullable String collection;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "Number of days, ending with today (default: ${DEFAULT-VALUE}).")
  private int days = 90;

  HistoryCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    if (days < 1 || days > MOST_DAYS) {
      throw new ParameterException(
          spec.commandLine(), "--days must be at least 1 and at most " + MOST_DAYS);
    }
    StorageHistory history = coffer.maintenance().history();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    LocalDate first = today.minusDays(days - 1L);
    if (collection == null) {
      print(history.totals(first, today).stream().map(HistoryCommand::ofTotal).toList(), true);
    } else {
      print(
          history.collection(collection, first, today).stream()
              .map(HistoryCommand::ofCollection)
              .toList(),
          false);
    }
    return ExitCode.DONE;
  }

  private record Day(LocalDate day, long records, StoredSize size, OptionalLong physicalBytes) {}

  private static Day ofTotal(DailySize<StorageTotal> found) {
    StorageTotal total = found.size();
    return new Day(found.day(), total.records(), total, total.physicalBytes());
  }

  private static Day ofCollection(DailySize<CollectionReport> found) {
    return new Day(found.day(), found.size().records(), found.size(), OptionalLong.empty());
  }

  private void print(List<Day> found, boolean whole) {
    if (json) {
      found.forEach(each -> console.line(asJson(each).toString()));
    } else if (!found.isEmpty()) {
      asTable(found, whole).lines().forEach(console::line);
    }
  }

  private static Table asTable(List<Day> found, boolean whole) {
    List<String> headings =
        new ArrayList<>(List.of("day", "records", "logical", "unique", "stored", "saved"));
    if (whole) {
      headings.add("on disk");
    }
    Table table = new Table(headings.toArray(String[]::new));
    for (Day each : found) {
      StoredSize size = each.size();
      List<String> cells = new ArrayList<>();
      cells.add(each.day().toString());
      cells.add(Amounts.count(each.records()));
      cells.add(Amounts.bytes(size.logicalBytes()));
      cells.add(Amounts.bytes(size.uniqueBytes()));
      cells.add(Amounts.bytes(size.storedBytes()));
      cells.add(Amounts.saving(size.logicalBytes(), size.storedBytes()));
      if (whole) {
        OptionalLong onDisk = each.physicalBytes();
        cells.add(onDisk.isPresent() ? Amounts.bytes(onDisk.getAsLong()) : "-");
      }
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static Json asJson(Day each) {
    Json json =
        new Json()
            .with("day", each.day().toString())
            .with("records", each.records())
            .with("logicalBytes", each.size().logicalBytes())
            .with("uniqueBytes", each.size().uniqueBytes())
            .with("storedBytes", each.size().storedBytes());
    each.physicalBytes().ifPresent(bytes -> json.with("physicalBytes", bytes));
    return json;
  }
}
