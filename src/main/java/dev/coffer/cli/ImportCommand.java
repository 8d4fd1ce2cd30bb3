package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.api.CofferException;
import dev.coffer.api.MalformedJsonException;
import dev.coffer.format.RawJson;
import dev.coffer.format.scan.Json;
import dev.coffer.record.PutOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stores every value of JSON files as a record, verbatim, one batch in memory at a time. */
@Command(
    name = "import",
    description = "Store every value of JSON files as a record, verbatim.",
    footer = {
      "",
      "Examples:",
      "  coffer import --collection players --key /id players.json",
      "  coffer import --collection copy --exported backup.ndjson"
    },
    sortOptions = false)
final class ImportCommand extends DatabaseCommand {
  @Option(
      names = "--collection",
      required = true,
      paramLabel = "NAME",
      description = "The collection for the records.")
  private String collection = "";

  @Option(
      names = "--key",
      paramLabel = "POINTER",
      description =
          "JSON pointer to the key in each value, such as /id. Without it the key is the ordinal:"
              + " 1, 2, 3 … over all files.")
  private @Nullable JsonPointer key;

  @Option(
      names = "--lines",
      description = "The files are newline-delimited JSON, even if they begin with an array.")
  private boolean lines;

  @Option(
      names = "--exported",
      description = "The files were written by 'export': read key and value from each line.")
  private boolean exported;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "A file with a JSON array or a sequence of values, optionally compressed with gzip; '-'"
              + " is the standard input.")
  private List<Path> files = new ArrayList<>();

  private long total;

  ImportCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    Inputs.requireReadable(files);
    ImportKeys keys = exported ? ImportKeys.ofExport() : ImportKeys.of(key);
    ImportBatch batch = new ImportBatch(coffer.records(), collection);
    long before = 0;
    total = Inputs.totalSize(files);
    try (Progress progress = new Progress(console, "records")) {
      for (Path file : files) {
        before += importFile(file, keys, batch, progress, before);
      }
    }
    print(batch);
    return ExitCode.DONE;
  }

  /** Imports one file. Returns its length. */
  private long importFile(
      Path file, ImportKeys keys, ImportBatch batch, Progress progress, long before)
      throws IOException {
    try (JsonInput in = JsonInput.open(console, file)) {
      JsonElements elements =
          lines || exported
              ? JsonElements.sequence(in, Inputs.LARGEST_VALUE)
              : JsonElements.of(in, Inputs.LARGEST_VALUE);
      Optional<RawJson> next = elements.next();
      while (next.isPresent()) {
        ImportKeys.Entry entry = keys.entryOf(next.get());
        batch.add(entry.key(), entry.value());
        progress.at(batch.stored(), before + in.position(), total);
        next = elements.next();
      }
      batch.flush();
      return in.position();
    } catch (MalformedJsonException e) {
      throw refusal(file, "not JSON at " + e.getMessage(), batch, e);
    } catch (RefusedException | IOException e) {
      throw refusal(file, String.valueOf(e.getMessage()), batch, e);
    } catch (CofferException e) {
      throw Errors.isOfTheDatabase(e) ? e : refusal(file, String.valueOf(e.getMessage()), batch, e);
    }
  }

  private static RefusedException refusal(
      Path file, String problem, ImportBatch batch, Exception cause) {
    return new RefusedException(
        file + ": " + problem + "; " + Amounts.count(batch.stored()) + " values were stored before",
        cause);
  }

  private void print(ImportBatch batch) {
    long created = batch.count(PutOutcome.CREATED);
    long replaced = batch.count(PutOutcome.REPLACED);
    long unchanged = batch.count(PutOutcome.UNCHANGED);
    if (json) {
      Json line = new Json().with("collection", collection).with("imported", batch.stored());
      line.with("created", created).with("replaced", replaced).with("unchanged", unchanged);
      console.line(line.toString());
    } else {
      console.line(
          "%s values imported into %s: %s created, %s replaced, %s unchanged"
              .formatted(
                  Amounts.count(batch.stored()),
                  collection,
                  Amounts.count(created),
                  Amounts.count(replaced),
                  Amounts.count(unchanged)));
    }
  }
}
