package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.format.scan.Json;
import dev.coffer.record.Range;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Counts the records of a collection. */
@Command(
    name = "count",
    description = "Print the number of records of a collection; 0 if there is no such collection.",
    footer = {"", "Example:", "  coffer count --url jdbc:h2:./game-data players --prefix al"},
    sortOptions = false)
final class CountCommand extends CollectionCommand {
  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "Only the records whose keys begin with this text.")
  private String prefix = "";

  CountCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    long count = coffer.records().records(collection, byte[].class).count(Range.prefix(prefix));
    console.line(json ? new Json().with("count", count).toString() : Long.toString(count));
    return ExitCode.DONE;
  }
}
