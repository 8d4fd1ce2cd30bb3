package dev.coffer.cli;

/** The exit codes of the process. */
final class ExitCode {
  /** The command succeeded. */
  static final int DONE = 0;

  /** Damage was found, something was not found, or the input is unusable. */
  static final int REFUSED = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** The database, or the repository of backups, cannot be reached or used. */
  static final int DATABASE = 3;

  /** The user interrupted the command. Shells use the same code for Ctrl-C. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
