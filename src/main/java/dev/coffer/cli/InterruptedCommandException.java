package dev.coffer.cli;

/** The user interrupted the command by Ctrl-C or a signal. */
final class InterruptedCommandException extends RefusedException {
  private static final long serialVersionUID = 1L;

  /** The message for the user. */
  static final String MESSAGE = "interrupted";

  InterruptedCommandException() {
    super(MESSAGE);
  }
}
