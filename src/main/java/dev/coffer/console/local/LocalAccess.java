package dev.coffer.console.local;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Who may see the console on the loopback address. Other accounts of the machine can reach its port
 * too, and so can every page in the user's browser. So a request must name the loopback address as
 * its host, which a page behind a rebound name of DNS does not, and have the cookie of the session.
 * The browser gets the cookie once, for the token in the printed link. Thread-safe.
 */
final class LocalAccess {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String token = random();
  private final String session = random();
  private final AtomicBoolean used = new AtomicBoolean();
  private final Set<String> hosts;
  private final String cookie;

  LocalAccess(InetSocketAddress address) {
    int port = address.getPort();
    hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    // Cookies do not tell ports apart.
    cookie = "coffer-console-" + port;
  }

  private static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The token of the link, which works once. */
  String token() {
    return token;
  }

  /** Whether the host of a request is this server. */
  boolean isHost(@Nullable String host) {
    return host != null && hosts.contains(host);
  }

  /** Uses up the token. Returns the cookie of the session; null if the token is wrong or used. */
  @Nullable String exchange(String given) {
    return same(given, token) && used.compareAndSet(false, true)
        ? cookie + "=" + session + "; Path=/; HttpOnly; SameSite=Strict"
        : null;
  }

  /** Whether the cookies of a request have the session. */
  boolean isLetIn(@Nullable String cookies) {
    if (cookies != null) {
      for (String each : cookies.split(";", -1)) {
        String pair = each.strip();
        if (pair.startsWith(cookie + "=") && same(pair.substring(cookie.length() + 1), session)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean same(String given, String secret) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }
}
