package dev.coffer.console.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may see the console in the web server of a host: users with a role, or without a role,
 * browsers on the same machine. Immutable.
 *
 * @param role the role; null if the host has no security
 */
public record ConsoleAccess(@Nullable String role) {

  /** The name in the log of writes, if the host does not know the user. */
  private static final String LOCAL = "local user";

  /**
   * What a host knows of the sender of a request.
   *
   * @param principal the user; null if nobody has logged in
   * @param hasRole whether the user has the role
   * @param remote the address of the other end of the connection; null if it is unknown
   */
  public record Sender(
      @Nullable Principal principal, boolean hasRole, @Nullable InetAddress remote) {}

  /** The user who sent a request, if that user may see the console. */
  public Optional<ConsoleUser> user(Sender sender, ConsoleRequest.Headers headers) {
    Principal principal = sender.principal();
    if (role == null) {
      return LoopbackRule.allows(sender.remote(), headers)
          ? Optional.of(ConsoleUser.unrestricted(principal == null ? LOCAL : principal.getName()))
          : Optional.empty();
    }
    return principal != null && sender.hasRole()
        ? Optional.of(ConsoleUser.unrestricted(principal.getName()))
        : Optional.empty();
  }

  /** The answer to a sender who may not see the console. */
  public ConsoleResponse refusal(Sender sender) {
    if (role == null) {
      return text(
          403,
          "The console has no security, so it serves this machine only: open it at localhost, or"
              + " protect it and set coffer.console.role.");
    }
    return sender.principal() == null
        ? text(401, "Log in to see the console.")
        : text(403, "Your account needs the role '" + role + "' to see the console.");
  }

  private static ConsoleResponse text(int status, String message) {
    return ConsoleResponse.of(
        status, "text/plain; charset=utf-8", (message + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
