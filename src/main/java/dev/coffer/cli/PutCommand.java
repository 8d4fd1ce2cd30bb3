package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.api.MalformedJsonException;
import dev.coffer.format.RawJson;
import dev.coffer.record.Put;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stores a file as the value of one record, verbatim. */
@Command(
    name = "put",
    description = "Store a file as the value of a record, verbatim.",
    footer = {"", "Example:", "  coffer put --url jdbc:h2:./game-data players alice alice.json"},
    sortOptions = false)
final class PutCommand extends RecordCommand {
  @Parameters(
      index = "2",
      paramLabel = "FILE",
      description = "A file with one JSON value; '-' is the standard input.")
  private Path file = Path.of("-");

  @Option(names = "--bytes", description = "The file is not JSON: store its bytes.")
  private boolean asBytes;

  PutCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    byte[] bytes = Inputs.readValue(console, file);
    Object value = asBytes ? bytes : jsonOf(bytes);
    Put put = coffer.records().store(collection, key, value);
    String outcome = put.outcome().name().toLowerCase(Locale.ROOT);
    console.line(
        json
            ? new Json().with("outcome", outcome).with("version", put.version()).toString()
            : outcome + ", version " + put.version());
    return ExitCode.DONE;
  }

  private RawJson jsonOf(byte[] bytes) throws IOException {
    if (JsonInput.isGzip(bytes)) {
      throw new RefusedException(
          file + " is a gzip file; decompress it first, or use --bytes to store it unchanged");
    }
    try {
      JsonElements values =
          JsonElements.sequence(new ByteArrayInputStream(bytes), Inputs.LARGEST_VALUE);
      if (values.next().isEmpty()) {
        throw new RefusedException(
            file + " contains no JSON value; use --bytes to store it unchanged");
      }
      if (values.next().isPresent()) {
        throw new RefusedException(
            file + " contains several JSON values; use 'import' to store each as a record");
      }
      return new RawJson(textOf(bytes));
    } catch (MalformedJsonException e) {
      throw new RefusedException(
          file + " is not JSON at " + e.getMessage() + "; use --bytes to store it unchanged", e);
    }
  }

  /** The text without a byte order mark, which is not part of the value. */
  private static String textOf(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
