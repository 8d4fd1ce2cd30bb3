package dev.coffer.console.servlet;

import dev.coffer.console.ConsoleHandler;
import dev.coffer.console.http.ConsoleAccess;
import dev.coffer.console.http.ConsoleRequest;
import dev.coffer.console.http.ConsoleResponse;
import dev.coffer.console.http.ConsoleUser;
import dev.coffer.console.http.HostTokens;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The console in a servlet container. Thread-safe. */
public final class ConsoleServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<ConsoleHandler> handler;
  private final transient ConsoleAccess access;
  private final String prefix;
  private final transient HostTokens tokens;

  /**
   * A servlet.
   *
   * @param handler supplies the handler at the first request
   * @param access who may see the console
   * @param prefix the path of the console within the mapping of the servlet, without a slash at its
   *     end; empty if the mapping is the path of the console
   * @param tokens finds what a filter of the host asks of writes
   */
  public ConsoleServlet(
      Supplier<ConsoleHandler> handler, ConsoleAccess access, String prefix, HostTokens tokens) {
    this.handler = handler;
    this.access = access;
    this.prefix = prefix;
    this.tokens = tokens;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ConsoleAccess.Sender sender =
        new ConsoleAccess.Sender(
            request.getUserPrincipal(),
            access.role() != null && request.isUserInRole(access.role()),
            address(request.getRemoteAddr()));
    Optional<ConsoleUser> user = access.user(sender, request::getHeader);
    ConsoleResponse answer =
        user.isPresent()
            ? handler.get().handle(asked(request, user.get()))
            : ConsoleHandler.isolated(access.refusal(sender));
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.setContentLengthLong(answer.length());
    if (!request.getMethod().equals("HEAD")) {
      answer.body().writeTo(response.getOutputStream());
    }
  }

  private ConsoleRequest asked(HttpServletRequest request, ConsoleUser user) {
    // A servlet that is mapped to everything has no path info.
    boolean everything = !prefix.isEmpty() && request.getPathInfo() == null;
    String info = request.getPathInfo() == null ? "" : request.getPathInfo();
    String within = everything ? request.getServletPath() : info;
    String mapping = everything ? "" : request.getServletPath();
    return new ConsoleRequest(
        request.getMethod(),
        request.getContextPath() + mapping + prefix,
        within.substring(prefix.length()),
        request.getQueryString(),
        request::getHeader,
        user,
        () -> tokens.find(request::getAttribute));
  }

  private static @Nullable InetAddress address(@Nullable String literal) {
    try {
      return literal == null ? null : InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
