package dev.coffer.console;

import java.util.Optional;

/**
 * A kind of host that knows the application's console. A servlet container finds the
 * implementations by {@link java.util.ServiceLoader}, so that the servlet and the host do not
 * depend on each other's library.
 */
public interface ConsoleSource {

  /** The console; empty if the settings do not enable it, or the application has another host. */
  Optional<HostConsole> find();
}
