package dev.coffer.console;

import dev.coffer.Coffer;
import dev.coffer.console.api.Api;
import dev.coffer.console.api.Rights;
import dev.coffer.console.http.ConsoleRequest;
import dev.coffer.console.http.ConsoleResponse;
import dev.coffer.console.http.ConsoleUser;
import dev.coffer.console.http.StaticFiles;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The console of a {@link Coffer}, for any web server: a function from a request to an answer. The
 * host lets users in, and passes the headers of the answer on. Thread-safe.
 *
 * <p>The page uses relative addresses and keeps its views behind the {@code #} of its own address,
 * so it works under every path without knowing it.
 */
public final class ConsoleHandler {

  /**
   * The headers of each answer. The page runs scripts and styles of its own files only, and speaks
   * to nobody else. Nothing is stored by a browser or a proxy, and no other page frames the console
   * or learns its address.
   */
  private static final Map<String, String> PROTECTION =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
              + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "Cache-Control",
          "no-store",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private static final String API = "/api/";

  private final Api api;
  private final ConsoleSettings settings;

  public ConsoleHandler(Coffer coffer, ConsoleSettings settings) {
    this.api = new Api(coffer, settings.shards());
    this.settings = settings;
  }

  /** Answers a request. An error is an answer too. */
  public ConsoleResponse handle(ConsoleRequest request) {
    return isolated(answer(request));
  }

  /** The same answer with the headers that keep it from other sites. */
  public static ConsoleResponse isolated(ConsoleResponse response) {
    Map<String, String> headers = new LinkedHashMap<>(PROTECTION);
    headers.putAll(response.headers());
    return new ConsoleResponse(response.status(), headers, response.length(), response.body());
  }

  private ConsoleResponse answer(ConsoleRequest request) {
    if (request.path().startsWith(API)) {
      return api.answer(request, request.path().substring(API.length()), rights(request.user()));
    }
    if (!request.isRead()) {
      return ConsoleResponse.empty(405).with("Allow", "GET, HEAD");
    }
    // Relative addresses need the slash.
    return request.path().isEmpty()
        ? ConsoleResponse.empty(302).with("Location", request.mount() + "/")
        : StaticFiles.find(request.path()).orElseGet(() -> ConsoleResponse.empty(404));
  }

  private Rights rights(ConsoleUser user) {
    return new Rights(
        settings.write() && user.mayWrite(), settings.values() && user.maySeeValues());
  }
}
