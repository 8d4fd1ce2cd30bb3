package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.format.scan.Json;
import dev.coffer.maintenance.ErasureReport;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Erases a record for good. */
@Command(
    name = "erase",
    description =
        "Erase a record for good: its row, the dictionaries of its collection and its content, and"
            + " tell what may still hold it.",
    footer = {"", "Example:", "  coffer erase --url jdbc:h2:./game-data players alice"},
    sortOptions = false)
final class EraseCommand extends RecordCommand {
  EraseCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    ErasureReport report = coffer.erase(collection, key);
    if (json) {
      console.line(asJson(report).toString());
    } else {
      console.line(found(report));
      ErasureReport.Content content = report.content();
      if (content != null) {
        console.line(
            "the content "
                + content.hash()
                + (content.deleted() ? " was deleted" : " is in use and was not deleted"));
      }
      report.dictionaries().forEach(each -> console.line(line(each)));
      console.line("it may still be in:");
      report.remainders().forEach(each -> console.line("  " + each.place() + ": " + each.until()));
    }
    return report.isComplete() ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private static String found(ErasureReport report) {
    return switch (report.record()) {
      case LIVE -> "the record was deleted";
      case EXPIRED -> "the record had expired, and its row was deleted";
      case ABSENT -> "there was no record under this key";
    };
  }

  private static String line(ErasureReport.Dictionary dictionary) {
    return "the dictionary %s of '%s' was %s, and %s values were compressed anew"
        .formatted(
            dictionary.id(),
            dictionary.collection(),
            dictionary.deleted() ? "deleted" : "retired but not deleted",
            Amounts.count(dictionary.rewritten()));
  }

  private static Json asJson(ErasureReport report) {
    ErasureReport.Content content = report.content();
    Json json =
        new Json()
            .with("collection", report.collection())
            .with("key", report.key())
            .with("record", report.record().id());
    if (content == null) {
      json.withVerbatim("content", "null");
    } else {
      json.with(
          "content",
          new Json()
              .with("hash", content.hash().toString())
              .with("deleted", content.deleted())
              .with("references", references(content.references())));
    }
    return json.withObjects(
            "dictionaries", report.dictionaries().stream().map(EraseCommand::asJson).toList())
        .withObjects("remainders", remainders(report.remainders()))
        .with("complete", report.isComplete());
  }

  private static Json references(Map<String, Long> references) {
    Json json = new Json();
    references.forEach(json::with);
    return json;
  }

  private static Json asJson(ErasureReport.Dictionary dictionary) {
    return new Json()
        .with("collection", dictionary.collection())
        .with("id", dictionary.id())
        .with("deleted", dictionary.deleted())
        .with("rewritten", dictionary.rewritten())
        .withOptional("reason", dictionary.reason());
  }

  private static List<Json> remainders(List<ErasureReport.Remainder> remainders) {
    return remainders.stream()
        .map(each -> new Json().with("place", each.place()).with("until", each.until()))
        .toList();
  }
}
