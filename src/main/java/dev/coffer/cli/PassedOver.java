package dev.coffer.cli;

/** Inputs that cannot be read: each is told at once, and the command ends with exit code 1. */
final class PassedOver {
  private final Console console;
  private long count;

  PassedOver(Console console) {
    this.console = console;
  }

  /** Tells of an input and goes on without it. */
  void add(Exception problem) {
    count++;
    console.error(Errors.describe(problem), ExitCode.REFUSED);
  }

  /** Whether nothing was passed over. */
  boolean isEmpty() {
    return count == 0;
  }
}
