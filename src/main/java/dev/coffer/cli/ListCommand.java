package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.record.Range;
import dev.coffer.record.RecordMetadata;
import dev.coffer.record.RecordRepository;
import java.io.IOException;
import java.util.Iterator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the keys of a collection in key order. */
@Command(
    name = "list",
    description = "Write the keys of a collection, in order.",
    footer = {"", "Example:", "  coffer list --url jdbc:h2:./game-data players --prefix al"},
    sortOptions = false)
final class ListCommand extends DatabaseCommand {
  private static final int FLUSH_EVERY = 500;

  @Parameters(index = "0", paramLabel = "COLLECTION", description = "The collection.")
  private String collection = "";

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "Only the keys that begin with this text.")
  private String prefix = "";

  ListCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    RecordRepository<byte[], String> records = coffer.records().records(collection, byte[].class);
    long written = 0;
    try (Stream<RecordMetadata<String>> scan = records.metadata(Range.prefix(prefix))) {
      for (Iterator<RecordMetadata<String>> all = scan.iterator(); all.hasNext(); ) {
        RecordMetadata<String> record = all.next();
        console.line(json ? describe(record) : record.key());
        if (++written % FLUSH_EVERY == 0) {
          console.flush();
        }
      }
    }
    RawRecords all = new RawRecords(coffer.records(), collection);
    if (written == 0 && all.isEmpty()) {
      throw all.absent();
    }
    return ExitCode.DONE;
  }

  private static String describe(RecordMetadata<String> record) {
    return new Json()
        .with("key", record.key())
        .with("version", record.version())
        .with("size", record.size())
        .with("updatedAt", record.updatedAt())
        .with("expiresAt", record.expiresAt())
        .toString();
  }
}
