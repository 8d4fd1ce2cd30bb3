package dev.coffer.console;

import dev.coffer.console.http.ConsoleAccess;
import java.util.function.Supplier;

/**
 * The console of an application, as its settings describe it. Immutable.
 *
 * @param path the path within the application, with a slash at its start
 * @param access who may see the console
 * @param handler supplies the handler; it is asked at each request
 */
public record HostConsole(String path, ConsoleAccess access, Supplier<ConsoleHandler> handler) {}
