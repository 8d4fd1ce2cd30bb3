package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.file.FileRepository;
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

/** Deletes one file, or the files whose paths begin with a text. */
@Command(
    name = "rm",
    description = "Delete a file, or all files whose paths begin with a text.",
    footer = {
      "",
      "Examples:",
      "  coffer files rm --url jdbc:h2:./game-data invoices 2026/17.pdf",
      "  coffer files rm --url jdbc:h2:./game-data invoices --prefix 2019/ --yes"
    },
    sortOptions = false)
final class FileRemoveCommand extends CollectionCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "The path; write '--' before it if it begins with '-'.")
  private @Nullable String path;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description =
          "Delete all files whose paths begin with this text: 2026 is also the beginning of"
              + " 2026-old/1.pdf, and 2026/ is not. An empty text deletes the whole collection."
              + " Asks on a terminal; elsewhere --yes is necessary.")
  private @Nullable String prefix;

  @Option(names = "--yes", description = "Delete by prefix without a question.")
  private boolean yes;

  FileRemoveCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    if ((path == null) == (prefix == null)) {
      throw new ParameterException(spec.commandLine(), "give either PATH or --prefix");
    }
    if (prefix != null) {
      return deleteAll(coffer, prefix);
    }
    String one = String.valueOf(path);
    if (!coffer.files(collection).delete(one)) {
      throw FileCommand.notFound(collection, one);
    }
    answer("deleted");
    return ExitCode.DONE;
  }

  private int deleteAll(Coffer coffer, String beginning) throws IOException {
    FileRepository files = coffer.files(collection);
    if (!yes) {
      long count = new RawRecords(coffer.records(), collection).count(Range.prefix(beginning));
      new Consent(console, spec.commandLine()).require("files", count, collection, beginning);
    }
    long deleted = files.deleteAll(beginning);
    console.line(
        json
            ? new Json().with("deleted", deleted).toString()
            : Amounts.count(deleted) + " files deleted");
    return ExitCode.DONE;
  }
}
