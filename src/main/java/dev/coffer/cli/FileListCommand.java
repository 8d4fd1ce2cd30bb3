package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.file.StoredFile;
import java.io.IOException;
import java.util.Iterator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the files of a collection in the order of their paths. */
@Command(
    name = "ls",
    description = "List files with size, time of the last change, and path, in the order of paths.",
    footer = {"", "Example:", "  coffer files ls --url jdbc:h2:./game-data invoices 2026/"},
    sortOptions = false)
final class FileListCommand extends CollectionCommand {
  private static final int FLUSH_EVERY = 500;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PREFIX",
      description = "Only the files whose paths begin with this text, such as 2026/.")
  private String prefix = "";

  FileListCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    long written = 0;
    try (Stream<StoredFile> files = coffer.files(collection).list(prefix)) {
      for (Iterator<StoredFile> all = files.iterator(); all.hasNext(); ) {
        StoredFile file = all.next();
        console.line(json ? FileLines.asJson(file).toString() : describe(file));
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

  private static String describe(StoredFile file) {
    return "%d %s %s".formatted(file.size(), file.updatedAt(), file.path());
  }
}
