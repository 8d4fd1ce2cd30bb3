package dev.coffer.cli;

import dev.coffer.api.ContentHash;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The common base of commands on a single content. */
abstract class ContentCommand extends DatabaseCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "HASH",
      description = "The hash, as 'store' prints it; 64 hexadecimal digits alone mean BLAKE3.")
  private @Nullable String hash;

  ContentCommand(Console console) {
    super(console);
  }

  /** The error for a content that is not stored. */
  static RefusedException notStored(ContentHash hash) {
    return new RefusedException("no content is stored under " + hash);
  }

  /** The hash from the command line. */
  ContentHash hash() {
    try {
      return ContentHash.parse(String.valueOf(hash));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
