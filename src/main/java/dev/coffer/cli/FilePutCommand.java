package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.file.FileDetails;
import dev.coffer.file.FileOptions;
import dev.coffer.file.FilePut;
import dev.coffer.file.FileRepository;
import dev.coffer.format.scan.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stores a file under a path. */
@Command(
    name = "put",
    description = "Store or replace a file under a path, with its media type and attributes.",
    footer = {
      "",
      "Example:",
      "  coffer files put --url jdbc:h2:./game-data invoices 2026/17.pdf 17.pdf"
    },
    sortOptions = false)
final class FilePutCommand extends FileCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "2",
      paramLabel = "FILE",
      description = "The file with the bytes; '-' is the standard input.")
  private @Nullable Path file;

  @Option(
      names = "--media-type",
      paramLabel = "TYPE",
      description = "The media type, such as application/pdf (default: application/octet-stream).")
  private @Nullable String mediaType;

  @Option(
      names = "--attribute",
      paramLabel = "NAME=VALUE",
      description = "An attribute; this option may be repeated.")
  private List<String> attributes = new ArrayList<>();

  @ArgGroup private @Nullable NewExpiry expiry;

  FilePutCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    FileOptions options =
        FileOptions.defaults().withDetails(details()).withExpiry(NewExpiry.of(expiry));
    FilePut put = put(coffer.files(collection), Path.of(String.valueOf(file)), options);
    String outcome = put.outcome().name().toLowerCase(Locale.ROOT);
    console.line(
        json
            ? new Json()
                .with("outcome", outcome)
                .with("version", put.version())
                .with("hash", put.hash().toString())
                .with("size", put.size())
                .toString()
            : outcome + ", version " + put.version() + ", " + put.hash());
    return ExitCode.DONE;
  }

  private FilePut put(FileRepository files, Path source, FileOptions options) {
    if (Inputs.isStandardInput(source)) {
      return files.put(path, console.in(), options);
    }
    Inputs.requireReadable(source);
    return files.put(path, source, options);
  }

  private FileDetails details() {
    FileDetails details = FileDetails.defaults();
    for (String attribute : attributes) {
      int equals = attribute.indexOf('=');
      if (equals < 1) {
        throw new ParameterException(
            spec.commandLine(), "--attribute is NAME=VALUE, not '" + attribute + "'");
      }
      details =
          details.withAttribute(attribute.substring(0, equals), attribute.substring(equals + 1));
    }
    try {
      return mediaType == null ? details : details.withMediaType(mediaType);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
