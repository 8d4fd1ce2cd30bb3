package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.format.scan.Json;
import dev.coffer.maintenance.CollectionReport;
import dev.coffer.maintenance.ContentsReport;
import dev.coffer.maintenance.StorageReport;
import dev.coffer.maintenance.StorageTotal;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows the size of the stored data and the savings. */
@Command(
    name = "stats",
    description =
        "Show the size of the stored data, and the savings by deduplication and compression.",
    footer = {
      "",
      "Example:",
      "  coffer stats --url jdbc:mariadb://host/game --user game --password"
    },
    sortOptions = false)
final class StatsCommand extends DatabaseCommand {
  StatsCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    StorageReport report;
    try (Progress progress = new Progress(console, "counting")) {
      progress.at(0, 0, 0);
      report = coffer.report();
    }
    if (json) {
      console.line(asJson(report).toString());
    } else {
      asTable(report).lines().forEach(console::line);
      report
          .physicalBytes()
          .ifPresent(bytes -> console.line("Tables and indexes use " + Amounts.bytes(bytes) + "."));
    }
    return ExitCode.DONE;
  }

  private Table asTable(StorageReport report) {
    Table table =
        new Table(
            "collection",
            "records",
            "logical",
            "unique",
            "stored",
            "saved",
            "expiring",
            "last change");
    for (CollectionReport collection : report.collections()) {
      table.row(
          console.shown(collection.collection()),
          Amounts.count(collection.records()),
          Amounts.bytes(collection.logicalBytes()),
          Amounts.bytes(collection.uniqueBytes()),
          Amounts.bytes(collection.storedBytes()),
          Amounts.saving(collection.logicalBytes(), collection.storedBytes()),
          Amounts.count(collection.expiring()),
          RunDetails.time(collection.lastChange()));
    }
    ContentsReport contents = report.contents();
    table.row(
        "(contents, %s kept)".formatted(Amounts.count(contents.kept())),
        Amounts.count(contents.contents()),
        Amounts.bytes(contents.logicalBytes()),
        Amounts.bytes(contents.uniqueBytes()),
        Amounts.bytes(contents.storedBytes()),
        Amounts.saving(contents.logicalBytes(), contents.storedBytes()));
    StorageTotal total = report.total();
    table.row(
        "(in all)",
        Amounts.count(total.records()),
        Amounts.bytes(total.logicalBytes()),
        Amounts.bytes(total.uniqueBytes()),
        Amounts.bytes(total.storedBytes()),
        Amounts.saving(total.logicalBytes(), total.storedBytes()));
    return table;
  }

  private static Json asJson(StorageReport report) {
    List<Json> collections = report.collections().stream().map(StatsCommand::asJson).toList();
    ContentsReport contents = report.contents();
    Json json =
        new Json()
            .with("records", report.records())
            .withObjects("collections", collections)
            .with(
                "contents",
                new Json()
                    .with("contents", contents.contents())
                    .with("kept", contents.kept())
                    .with("logicalBytes", contents.logicalBytes())
                    .with("uniqueBytes", contents.uniqueBytes())
                    .with("storedBytes", contents.storedBytes()))
            .with(
                "total",
                new Json()
                    .with("logicalBytes", report.total().logicalBytes())
                    .with("uniqueBytes", report.total().uniqueBytes())
                    .with("storedBytes", report.total().storedBytes()));
    report.physicalBytes().ifPresent(bytes -> json.with("physicalBytes", bytes));
    return json;
  }

  private static Json asJson(CollectionReport collection) {
    return new Json()
        .with("collection", collection.collection())
        .with("records", collection.records())
        .with("logicalBytes", collection.logicalBytes())
        .with("uniqueBytes", collection.uniqueBytes())
        .with("storedBytes", collection.storedBytes())
        .with("expiring", collection.expiring())
        .with("lastChange", collection.lastChange());
  }
}
