package dev.coffer.console.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.console.ConsoleHandler;
import dev.coffer.console.http.ConsoleRequest;
import dev.coffer.console.http.ConsoleResponse;
import dev.coffer.console.http.ConsoleUser;
import dev.coffer.console.http.Parameters;
import dev.coffer.console.http.RefusedRequestException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A console on 127.0.0.1 for the person who started it, by the HTTP server of the JDK. Only the
 * browser that opens the link first is let in.
 */
public final class LocalConsole implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalConsole.class);

  private static final int THREADS = 8;
  private static final int SECONDS_TO_END = 2;
  private static final String TOKEN = "token";

  private final ConsoleHandler handler;
  private final ConsoleUser user;
  private final HttpServer server;
  private final ExecutorService threads;
  private final LocalAccess access;

  /**
   * Starts the console.
   *
   * @param port the port; 0 for any free one
   * @param user the name of the person, for the log of writes
   * @throws IOException if the port is in use
   */
  public LocalConsole(ConsoleHandler handler, int port, String user) throws IOException {
    this.handler = handler;
    this.user = ConsoleUser.unrestricted(user);
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    access = new LocalAccess(server.getAddress());
    threads =
        Executors.newFixedThreadPool(
            THREADS,
            run -> {
              Thread thread = new Thread(run, "coffer-console");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** The address of the page, with the token that lets one browser in. */
  public URI link() {
    return URI.create(
        "http://127.0.0.1:%d/?%s=%s"
            .formatted(server.getAddress().getPort(), TOKEN, access.token()));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ConsoleResponse response;
      try {
        response = answer(exchange);
      } catch (RefusedRequestException e) {
        response = text(e.status(), String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        log.warn("A request to the console failed.", e);
        response = text(500, "The console has failed.");
      }
      send(exchange, response);
    }
  }

  private ConsoleResponse answer(HttpExchange exchange) {
    if (!access.isHost(header(exchange, "Host"))) {
      return text(
          403, "This is no address of the console. Open the link that the command printed.");
    }
    URI address = exchange.getRequestURI();
    String path = address.getPath();
    String token = path.equals("/") ? Parameters.of(address.getRawQuery()).optional(TOKEN) : null;
    String cookie = token == null ? null : access.exchange(token);
    if (cookie != null) {
      return ConsoleHandler.isolated(
          ConsoleResponse.empty(303).with("Location", "/").with("Set-Cookie", cookie));
    }
    if (!access.isLetIn(header(exchange, "Cookie"))) {
      return text(
          401,
          "You are not let in. Open the link that the command printed. It works once: start the"
              + " command again for another browser.");
    }
    return handler.handle(
        new ConsoleRequest(
            exchange.getRequestMethod(),
            "",
            path,
            address.getRawQuery(),
            name -> header(exchange, name),
            user));
  }

  private static @Nullable String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  private static ConsoleResponse text(int status, String message) {
    return ConsoleHandler.isolated(
        ConsoleResponse.of(
            status,
            "text/plain; charset=utf-8",
            (message + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  private static void send(HttpExchange exchange, ConsoleResponse response) throws IOException {
    response.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    boolean withBody = response.length() > 0 && !exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(response.status(), withBody ? response.length() : -1);
    if (withBody) {
      try (OutputStream out = exchange.getResponseBody()) {
        response.body().writeTo(out);
      }
    }
  }

  /** Stops the console and waits a moment for the answers that it is giving. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
    try {
      var unused = threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }
}
