package dev.coffer.console.http;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request to the console as its host received it. The host has decided that the user may see the
 * console. Requests have no body: all parameters are in the query, which a filter of the host
 * cannot consume.
 *
 * @param method the HTTP method
 * @param mount the path of the console on the server, with the context path and without a slash at
 *     its end; empty for the root
 * @param path the path after the mount, decoded; empty or with a slash at its start
 * @param query the query, not decoded; null if there is none
 * @param headers the headers by their names, whatever their case
 * @param user the user
 * @param hostToken supplies the token that a filter of the host asks of writes
 */
public record ConsoleRequest(
    String method,
    String mount,
    String path,
    @Nullable String query,
    Headers headers,
    ConsoleUser user,
    Supplier<Optional<HostToken>> hostToken) {

  public ConsoleRequest {
    Objects.requireNonNull(method, "The argument 'method' is null.");
    Objects.requireNonNull(mount, "The argument 'mount' is null.");
    Objects.requireNonNull(path, "The argument 'path' is null.");
    Objects.requireNonNull(headers, "The argument 'headers' is null.");
    Objects.requireNonNull(user, "The argument 'user' is null.");
    Objects.requireNonNull(hostToken, "The argument 'hostToken' is null.");
  }

  /** A request to a host whose filters ask for no token. */
  public ConsoleRequest(
      String method,
      String mount,
      String path,
      @Nullable String query,
      Headers headers,
      ConsoleUser user) {
    this(method, mount, path, query, headers, user, Optional::empty);
  }

  /** The headers of a request. */
  @FunctionalInterface
  public interface Headers {

    /** The first value of a header; null if the request does not have it. */
    @Nullable String first(String name);
  }

  /** Whether the request must not change anything, by its method. */
  public boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }
}
