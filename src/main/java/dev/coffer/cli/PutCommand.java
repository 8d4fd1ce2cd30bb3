package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.api.MalformedJsonException;
import dev.coffer.format.RawJson;
import dev.coffer.format.scan.Json;
import dev.coffer.record.Put;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stores a value as one record, verbatim. */
@Command(
    name = "put",
    description = "Store a file or a text as the value of a record, verbatim.",
    footer = {
      "",
      "Examples:",
      "  coffer put --url jdbc:h2:./game-data players alice alice.json",
      "  coffer put --url jdbc:h2:./game-data players alice --value '{\"level\":3}'"
    },
    sortOptions = false)
final class PutCommand extends RecordCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "FILE",
      description = "A file with one JSON value; '-' is the standard input.")
  private @Nullable Path file;

  @Option(
      names = "--value",
      paramLabel = "JSON",
      description = "The value itself, in place of a file.")
  private @Nullable String text;

  @Option(names = "--bytes", description = "The value is not JSON: store its bytes.")
  private boolean asBytes;

  @ArgGroup private @Nullable NewExpiry expiry;

  PutCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    byte[] bytes = read();
    String name = file == null ? "the value" : file.toString();
    RawValue value = asBytes ? new RawValue.Bytes(bytes) : new RawValue.Text(jsonOf(name, bytes));
    Put put = records(coffer).put(key, value, NewExpiry.of(expiry));
    String outcome = put.outcome().name().toLowerCase(Locale.ROOT);
    console.line(
        json
            ? new Json().with("outcome", outcome).with("version", put.version()).toString()
            : outcome + ", version " + put.version());
    return ExitCode.DONE;
  }

  private byte[] read() throws IOException {
    if ((file == null) == (text == null)) {
      throw new ParameterException(spec.commandLine(), "give either FILE or --value");
    }
    return file == null
        ? String.valueOf(text).getBytes(StandardCharsets.UTF_8)
        : Inputs.readValue(console, file);
  }

  private static RawJson jsonOf(String name, byte[] bytes) throws IOException {
    if (JsonInput.isGzip(bytes)) {
      throw new RefusedException(
          name + " is a gzip file; decompress it first, or use --bytes to store it unchanged");
    }
    try {
      JsonElements values =
          JsonElements.sequence(new ByteArrayInputStream(bytes), Inputs.LARGEST_VALUE);
      if (values.next().isEmpty()) {
        throw new RefusedException(
            name + " contains no JSON value; use --bytes to store it unchanged");
      }
      if (values.next().isPresent()) {
        throw new RefusedException(
            name + " contains several JSON values; use 'import' to store each as a record");
      }
      return new RawJson(textOf(bytes));
    } catch (MalformedJsonException e) {
      throw new RefusedException(
          name + " is not JSON at " + e.getMessage() + "; use --bytes to store it unchanged", e);
    }
  }

  /** The text without a byte order mark, which is not part of the value. */
  private static String textOf(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
