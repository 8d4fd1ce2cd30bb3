package dev.coffer.console;

/**
 * What the console allows at most. A host may allow a user less. Immutable.
 *
 * @param write whether data may be changed and tasks may be started
 * @param values whether the values of records and the bytes of contents are shown
 */
public record ConsoleSettings(boolean write, boolean values) {
  private static final ConsoleSettings DEFAULTS = new ConsoleSettings(false, false);

  /** The defaults: nothing is written, and no value is shown. */
  public static ConsoleSettings defaults() {
    return DEFAULTS;
  }

  /** A copy that allows writes, or does not. */
  public ConsoleSettings withWrite(boolean allowed) {
    return new ConsoleSettings(allowed, values);
  }

  /** A copy that shows values, or does not. */
  public ConsoleSettings withValues(boolean shown) {
    return new ConsoleSettings(write, shown);
  }
}
