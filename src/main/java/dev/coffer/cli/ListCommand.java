package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.format.scan.Json;
import dev.coffer.record.Range;
import dev.coffer.record.RecordMetadata;
import dev.coffer.record.RecordRepository;
import java.io.IOException;
import java.util.Iterator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the keys of a collection in key order. */
@Command(
    name = "list",
    description = "Write the keys of a collection, in order.",
    footer = {
      "",
      "Example:",
      "  coffer list --url jdbc:h2:./game-data players --prefix al --reverse --limit 10"
    },
    sortOptions = false)
final class ListCommand extends CollectionCommand {
  private static final int FLUSH_EVERY = 500;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "Only the keys that begin with this text.")
  private String prefix = "";

  @Option(names = "--reverse", description = "Begin with the greatest key.")
  private boolean reverse;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Write at most this number of keys, at least 1.")
  private long limit = Long.MAX_VALUE;

  ListCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be at least 1");
    }
    Range<String> range = reverse ? Range.prefix(prefix).reversed() : Range.prefix(prefix);
    RecordRepository<byte[], String> records = coffer.records().records(collection, byte[].class);
    long written = 0;
    try (Stream<RecordMetadata<String>> scan = records.metadata(range)) {
      for (Iterator<RecordMetadata<String>> all = scan.limit(limit).iterator(); all.hasNext(); ) {
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
