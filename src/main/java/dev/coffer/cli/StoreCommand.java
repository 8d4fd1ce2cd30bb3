package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.api.ContentSourceException;
import dev.coffer.content.ContentStore;
import dev.coffer.content.Holder;
import dev.coffer.entity.StoredContent;
import dev.coffer.format.scan.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stores files as contents and keeps them. */
@Command(
    name = "store",
    description = "Store files as contents and keep them; print hash, size and path of each.",
    footer = {
      "",
      "Example:",
      "  coffer store --url jdbc:h2:./game-data match-1.replay match-2.replay"
    },
    sortOptions = false)
final class StoreCommand extends DatabaseCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "The files; '-' is the standard input.")
  private List<Path> files = new ArrayList<>();

  @Mixin private HolderOption holder = new HolderOption();

  StoreCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    PassedOver passedOver = new PassedOver(console);
    long count = 0;
    long bytes = 0;
    long total = Inputs.totalSize(files);
    try (Progress progress = new Progress(console, "files")) {
      for (Path file : files) {
        Optional<StoredContent> content = store(coffer.contents(), file, passedOver);
        if (content.isPresent()) {
          print(content.get(), file);
          console.flush();
          bytes += content.get().size();
          progress.at(++count, bytes, total);
        }
      }
    }
    return passedOver.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private Optional<StoredContent> store(ContentStore contents, Path file, PassedOver passedOver)
      throws IOException {
    try {
      if (Inputs.isStandardInput(file)) {
        return Optional.of(store(contents, console.in()));
      }
      Inputs.requireReadable(file);
      if (holder.holder().isEmpty()) {
        return Optional.of(contents.store(file));
      }
      try (InputStream in = Files.newInputStream(file)) {
        return Optional.of(store(contents, in));
      }
    } catch (RefusedException | ContentSourceException e) {
      passedOver.add(e);
      return Optional.empty();
    }
  }

  private StoredContent store(ContentStore contents, InputStream in) {
    Optional<Holder> keeper = holder.holder();
    return keeper.isPresent() ? contents.store(in, keeper.get()) : contents.store(in);
  }

  private void print(StoredContent content, Path file) {
    String hash = content.hash().toString();
    if (json) {
      Json line = new Json().with("hash", hash).with("size", content.size());
      console.line(line.with("path", file.toString()).toString());
    } else {
      console.line(hash + " " + content.size() + " " + file);
    }
  }
}
