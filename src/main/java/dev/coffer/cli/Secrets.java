package dev.coffer.cli;

import dev.coffer.backup.RepositorySecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads what opens an encrypted repository. */
final class Secrets {
  private Secrets() {}

  /** The passphrase in the first line of a file. */
  static RepositorySecret passphraseFile(Path file) throws IOException {
    return passphrase(
        Files.readString(file, StandardCharsets.UTF_8).lines().findFirst().orElse(""));
  }

  /** The key in a file. */
  static RepositorySecret keyFile(Path file) throws IOException {
    try {
      return RepositorySecret.keyFile(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(file + ": " + e.getMessage(), e);
    }
  }

  /** A passphrase. */
  static RepositorySecret passphrase(String text) {
    try {
      return RepositorySecret.passphrase(text.toCharArray());
    } catch (IllegalArgumentException e) {
      throw new RefusedException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Asks for a passphrase on the terminal.
   *
   * @param isNew whether it is asked twice, because a mistyped new one would open nothing
   * @throws ParameterException if there is no terminal
   */
  static RepositorySecret typed(
      Console console, CommandLine command, String prompt, boolean isNew) {
    String typed = ask(console, command, prompt);
    if (isNew && !typed.equals(ask(console, command, "The same again: "))) {
      throw new RefusedException("the two passphrases differ; nothing was done");
    }
    return passphrase(typed);
  }

  private static String ask(Console console, CommandLine command, String prompt) {
    return console
        .terminal()
        .askForPassword(prompt)
        .orElseThrow(
            () ->
                new ParameterException(
                    command,
                    "there is no terminal to ask for the passphrase; give it in a file or in the"
                        + " environment"));
  }
}
