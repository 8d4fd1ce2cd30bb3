package dev.coffer.cli;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The consent of a person to a change that cannot be undone. */
final class Consent {
  private final Console console;
  private final CommandLine command;

  Consent(Console console, CommandLine command) {
    this.console = console;
    this.command = command;
  }

  /**
   * Asks for the consent to a deletion by a prefix.
   *
   * @param things what is deleted, in the plural
   * @throws ParameterException if nobody can answer
   * @throws RefusedException if the answer is not yes
   */
  void require(String things, long count, String collection, String prefix) throws IOException {
    String which = prefix.isEmpty() ? "all" : "those with the prefix '" + prefix + "'";
    require(
        "--prefix",
        "Delete %s %s of the collection '%s' (%s)?"
            .formatted(Amounts.count(count), things, collection, which),
        "nothing was deleted");
  }

  /**
   * Asks a question.
   *
   * @param option the option that makes the consent necessary
   * @param refusal the problem if the answer is not yes
   * @throws ParameterException if nobody can answer
   * @throws RefusedException if the answer is not yes
   */
  void require(String option, String question, String refusal) throws IOException {
    if (!console.canAsk()) {
      throw new ParameterException(
          command, option + " needs --yes, because the standard input is not a terminal");
    }
    if (!console.asks(question)) {
      throw new RefusedException(refusal);
    }
  }
}
