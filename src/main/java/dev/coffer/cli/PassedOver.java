package dev.coffer.cli;

/**
 * The skipped inputs, which could not be read. Each is reported immediately, and the command ends
 * with exit code 1.
 */
final class PassedOver {
  private final Console console;
  private long count;

  PassedOver(Console console) {
    this.console = console;
  }

  /** Reports a skipped input. */
  void add(Exception problem) {
    count++;
    console.error(Errors.describe(problem), ExitCode.REFUSED);
  }

  /** Whether no input was skipped. */
  boolean isEmpty() {
    return count == 0;
  }
}
