package dev.coffer.cli;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The consent of a person to a deletion by a prefix. */
final class Consent {
  private final Console console;
  private final CommandLine command;

  Consent(Console console, CommandLine command) {
    this.console = console;
    this.command = command;
  }

  /**
   * Asks for the consent.
   *
   * @param things what is deleted, in the plural
   * @throws ParameterException if nobody can answer
   * @throws RefusedException if the answer is not yes
   */
  void require(String things, long count, String collection, String prefix) throws IOException {
    if (!console.canAsk()) {
      throw new ParameterException(
          command, "--prefix needs --yes, because the standard input is not a terminal");
    }
    String which = prefix.isEmpty() ? "all" : "those with the prefix '" + prefix + "'";
    if (!console.asks(
        "Delete %s %s of the collection '%s' (%s)?"
            .formatted(Amounts.count(count), things, collection, which))) {
      throw new RefusedException("nothing was deleted");
    }
  }
}
