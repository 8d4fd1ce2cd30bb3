package dev.coffer.cli;

import java.util.Optional;

/** The terminal of a command: its output to a person, and password input. */
interface Terminal {
  /** The default width. */
  int USUAL_WIDTH = 80;

  /** No terminal. */
  Terminal NONE =
      new Terminal() {
        @Override
        public boolean givesInput() {
          return false;
        }

        @Override
        public boolean showsResults() {
          return false;
        }

        @Override
        public boolean showsErrors() {
          return false;
        }

        @Override
        public int width() {
          return USUAL_WIDTH;
        }

        @Override
        public Optional<String> askForPassword(String prompt) {
          return Optional.empty();
        }
      };

  /** Whether the standard input is a terminal, so that a person can answer a question. */
  boolean givesInput();

  /** Whether the standard output is a terminal. */
  boolean showsResults();

  /** Whether the standard error is a terminal, so that progress can be shown there. */
  boolean showsErrors();

  /** The number of characters in a line. */
  int width();

  /**
   * Asks for a password without echo; empty if there is no terminal.
   *
   * @param prompt the text before the answer, in ASCII
   */
  Optional<String> askForPassword(String prompt);
}
