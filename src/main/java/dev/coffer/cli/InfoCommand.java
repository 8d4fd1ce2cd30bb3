package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.content.ContentInfo;
import dev.coffer.format.scan.Json;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Shows the state of a content and who keeps it. */
@Command(
    name = "info",
    description =
        "Print size and age of a content, its first "
            + ContentDetails.MOST_HOLDERS
            + " holders, and the number of rows of each table that refer to it.",
    footer = {"", "Example:", "  coffer info --url jdbc:h2:./game-data blake3:HASH"},
    sortOptions = false)
final class InfoCommand extends ContentCommand {
  InfoCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    ContentHash hash = hash();
    ContentInfo content = coffer.contents().info(hash).orElseThrow(() -> notStored(hash));
    List<String> holders = ContentDetails.holders(coffer.contents(), hash);
    Map<String, Long> references = coffer.contents().referencesByTable(hash);
    if (json) {
      Json rows = new Json();
      references.forEach(rows::with);
      console.line(
          ContentDetails.asJson(content)
              .withTexts("holders", holders)
              .with("references", rows)
              .toString());
      return ExitCode.DONE;
    }
    console.line("hash        " + hash);
    console.line("size        " + content.size() + " bytes");
    console.line("age         " + Amounts.age(content.age()));
    console.line("kept        " + (content.retained() ? "yes" : "no"));
    console.line("part        " + (content.part() ? "of a larger content" : "no"));
    holders.forEach(holder -> console.line("holder      " + holder));
    references.forEach(
        (table, rows) -> console.line("references  " + table + ": " + Amounts.count(rows)));
    return ExitCode.DONE;
  }
}
