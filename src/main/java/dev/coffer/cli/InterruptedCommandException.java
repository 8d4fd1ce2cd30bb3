package dev.coffer.cli;

/** The user ended the command before its end, by Ctrl-C or a signal. */
final class InterruptedCommandException extends RefusedException {
  private static final long serialVersionUID = 1L;

  /** What the user is told. */
  static final String MESSAGE = "interrupted";

  InterruptedCommandException() {
    super(MESSAGE);
  }
}
