package dev.coffer.console.http;

import java.util.Objects;

/**
 * A user whom the host has let in, with what the host allows this user. Immutable.
 *
 * @param name the name, for the log of writes
 * @param mayWrite whether the user may change data and start tasks
 * @param maySeeValues whether the user may see the values of records and the bytes of contents
 */
public record ConsoleUser(String name, boolean mayWrite, boolean maySeeValues) {

  public ConsoleUser {
    Objects.requireNonNull(name, "The argument 'name' is null.");
  }

  /** A user to whom the host allows everything, so that only the settings of the console decide. */
  public static ConsoleUser unrestricted(String name) {
    return new ConsoleUser(name, true, true);
  }
}
