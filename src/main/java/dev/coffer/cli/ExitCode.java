package dev.coffer.cli;

/** What the process tells its caller. */
final class ExitCode {
  /** Everything asked for was done. */
  static final int DONE = 0;

  /** Damage was found, something was not found, or the input cannot be used. */
  static final int REFUSED = 1;

  /** The command line itself is wrong. */
  static final int USAGE = 2;

  /** The database cannot be reached or used. */
  static final int DATABASE = 3;

  /** The user interrupted it; what shells tell of Ctrl-C. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
