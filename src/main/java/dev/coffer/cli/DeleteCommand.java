package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.format.scan.Json;
import dev.coffer.record.Range;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes one record, or the records whose keys begin with a text. */
@Command(
    name = "delete",
    description = "Delete a record, or all records whose keys begin with a text.",
    footer = {
      "",
      "Examples:",
      "  coffer delete --url jdbc:h2:./game-data players alice",
      "  coffer delete --url jdbc:h2:./game-data archive --prefix 2019/ --yes"
    },
    sortOptions = false)
final class DeleteCommand extends CollectionCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "KEY",
      description = "The key; write '--' before it if it begins with '-'.")
  private @Nullable String key;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description =
          "Delete all records whose keys begin with this text; an empty text deletes the whole"
              + " collection. Asks on a terminal; elsewhere --yes is necessary.")
  private @Nullable String prefix;

  @Option(names = "--yes", description = "Delete by prefix without a question.")
  private boolean yes;

  DeleteCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    RawRecords records = new RawRecords(coffer.records(), collection);
    if ((key == null) == (prefix == null)) {
      throw new ParameterException(spec.commandLine(), "give either KEY or --prefix");
    }
    if (key == null) {
      return deleteRange(records, Range.prefix(String.valueOf(prefix)));
    }
    if (!records.delete(key)) {
      throw RecordCommand.notFound(collection, key);
    }
    answer("deleted");
    return ExitCode.DONE;
  }

  private int deleteRange(RawRecords records, Range<String> range) throws IOException {
    if (!yes) {
      Consent consent = new Consent(console, spec.commandLine());
      consent.require("records", records.count(range), collection, String.valueOf(range.prefix()));
    }
    long deleted = records.deleteRange(range);
    console.line(
        json
            ? new Json().with("deleted", deleted).toString()
            : Amounts.count(deleted) + " records deleted");
    return ExitCode.DONE;
  }
}
