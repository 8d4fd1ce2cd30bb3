package dev.coffer.console.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may see a console whose host has no security: a browser on the same machine. A request must
 * come from the loopback address, without a proxy, and name that address as its host, which a page
 * behind a rebound name of DNS does not. Stateless.
 */
final class LoopbackRule {

  private static final List<String> PROXY_HEADERS =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

  private LoopbackRule() {}

  /**
   * Whether a request may see the console.
   *
   * @param remote the address of the other end of the connection; null if it is unknown
   */
  static boolean allows(@Nullable InetAddress remote, ConsoleRequest.Headers headers) {
    return remote != null
        && remote.isLoopbackAddress()
        && PROXY_HEADERS.stream().noneMatch(name -> headers.first(name) != null)
        && namesLoopback(headers.first("Host"));
  }

  private static boolean namesLoopback(@Nullable String host) {
    if (host == null) {
      return false;
    }
    int port = host.lastIndexOf(':');
    return HOSTS.contains(port > host.lastIndexOf(']') ? host.substring(0, port) : host);
  }
}
