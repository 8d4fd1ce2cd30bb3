package dev.coffer.cli;

import java.util.Optional;

/** What a person sees of a command, and types to it beside its input. */
interface Terminal {
  /** The width where none is known. */
  int USUAL_WIDTH = 80;

  /** No terminal at all: nobody watches. */
  Terminal NONE =
      new Terminal() {
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
        public Optional<String> askForPassword() {
          return Optional.empty();
        }
      };

  /** Whether the standard output is a terminal. */
  boolean showsResults();

  /** Whether the standard error is a terminal, so that progress can be shown there. */
  boolean showsErrors();

  /** How many characters a line has. */
  int width();

  /** Asks for a password, which is not shown; empty where there is nobody to ask. */
  Optional<String> askForPassword();
}
