package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.content.ContentInfo;
import dev.coffer.content.ContentStore;
import dev.coffer.format.scan.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the contents in the order of their hashes. */
@Command(
    name = "contents",
    description = {
      "List the contents with hash, size, state and age, in the order of hashes.",
      "The state is 'kept', 'part' for a part of a larger content, or '-' for any other content, to"
          + " which a record or a row may refer."
    },
    footer = {"", "Example:", "  coffer contents --url jdbc:h2:./game-data --kept"},
    sortOptions = false)
final class ContentsCommand extends DatabaseCommand {
  private static final int PAGE = 500;

  @Option(names = "--kept", description = "Only the contents that a store or a holder keeps.")
  private boolean keptOnly;

  @Option(
      names = "--holders",
      description =
          "Also print the holders of each kept content, at most "
              + ContentDetails.MOST_HOLDERS
              + ", by one more query each.")
  private boolean withHolders;

  ContentsCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    ContentHash after = null;
    List<ContentInfo> page;
    do {
      page = coffer.contents().list(after, PAGE);
      for (ContentInfo content : page) {
        if (content.retained() || !keptOnly) {
          print(coffer.contents(), content);
        }
        after = content.hash();
      }
      console.interruption().check();
      console.flush();
    } while (page.size() == PAGE);
    return ExitCode.DONE;
  }

  private void print(ContentStore contents, ContentInfo content) {
    List<String> holders = List.of();
    if (withHolders && content.retained()) {
      holders = ContentDetails.holders(contents, content.hash());
    }
    if (json) {
      Json line = ContentDetails.asJson(content);
      console.line((withHolders ? line.withTexts("holders", holders) : line).toString());
      return;
    }
    console.line(
        "%s %d %s %s"
            .formatted(
                content.hash(),
                content.size(),
                ContentDetails.state(content),
                Amounts.age(content.age())));
    holders.forEach(holder -> console.line("  " + holder));
  }
}
