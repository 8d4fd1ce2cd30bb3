package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.file.StoredFile;
import picocli.CommandLine.Command;

/** Shows all that is known about a file, apart from its bytes. */
@Command(
    name = "info",
    description = "Print size, hash, media type, attributes, version and times of a file.",
    footer = {"", "Example:", "  coffer files info --url jdbc:h2:./game-data invoices 2026/17.pdf"},
    sortOptions = false)
final class FileInfoCommand extends FileCommand {
  FileInfoCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    StoredFile file = coffer.files(collection).get(path).orElseThrow(this::notFound);
    if (json) {
      console.line(FileLines.asJson(file).toString());
      return ExitCode.DONE;
    }
    console.line("path        " + file.path());
    console.line("size        " + file.size() + " bytes");
    console.line("hash        " + file.hash());
    console.line("media type  " + file.mediaType());
    file.attributes().forEach((name, value) -> console.line("attribute   " + name + "=" + value));
    console.line("version     " + file.version());
    console.line("created     " + file.createdAt());
    console.line("updated     " + file.updatedAt());
    console.line("expires     " + (file.expiresAt() == null ? "never" : file.expiresAt()));
    return ExitCode.DONE;
  }
}
