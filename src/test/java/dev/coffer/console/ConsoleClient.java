package dev.coffer.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coffer.Coffer;
import dev.coffer.console.http.ConsoleRequest;
import dev.coffer.console.http.ConsoleResponse;
import dev.coffer.console.http.ConsoleUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends requests to a console as a host does. */
final class ConsoleClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConsoleHandler handler;
  private final ConsoleUser user;

  ConsoleClient(Coffer coffer, ConsoleSettings settings) {
    this(new ConsoleHandler(coffer, settings), ConsoleUser.unrestricted("ann"));
  }

  private ConsoleClient(ConsoleHandler handler, ConsoleUser user) {
    this.handler = handler;
    this.user = user;
  }

  /** The same console for another user. */
  ConsoleClient as(ConsoleUser other) {
    return new ConsoleClient(handler, other);
  }

  ConsoleResponse send(
      String method, String path, @Nullable String query, Map<String, String> headers) {
    return handler.handle(new ConsoleRequest(method, "/coffer", path, query, headers::get, user));
  }

  /** The answer of an address of the API, which must succeed. */
  JsonNode get(String address, String... parameters) {
    ConsoleResponse response = answer(address, parameters);
    if (response.status() != 200) {
      throw new AssertionError(response.status() + " " + text(response));
    }
    return json(response);
  }

  ConsoleResponse answer(String address, String... parameters) {
    return send("GET", "/api/" + address, query(parameters), Map.of());
  }

  /** Sends a write with the token of the session, as the page does. */
  ConsoleResponse write(String address, String... parameters) {
    return send(
        "POST",
        "/api/" + address,
        query(parameters),
        Map.of("X-Coffer-Token", token(), "Sec-Fetch-Site", "same-origin"));
  }

  String token() {
    return get("session").path("token").asText("");
  }

  /** All entries of a list, page by page. */
  List<JsonNode> all(String address, String list, String... parameters) {
    List<JsonNode> all = new ArrayList<>();
    String next = "";
    do {
      List<String> more = new ArrayList<>(List.of(parameters));
      more.addAll(List.of("after", next));
      JsonNode page = get(address, more.toArray(new String[0]));
      page.path(list).forEach(all::add);
      next = page.path("next").isNull() ? "" : page.path("next").asText();
    } while (!next.isEmpty());
    return all;
  }

  static String query(String... parameters) {
    Map<String, String> pairs = new HashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      pairs.put(parameters[i], parameters[i + 1]);
    }
    List<String> encoded = new ArrayList<>();
    pairs.forEach((name, value) -> encoded.add(name + "=" + encode(value)));
    return String.join("&", encoded);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String text(ConsoleResponse response) {
    return new String(bytes(response), StandardCharsets.UTF_8);
  }

  static byte[] bytes(ConsoleResponse response) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      response.body().writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static JsonNode json(ConsoleResponse response) {
    try {
      return Objects.requireNonNull(JSON.readTree(bytes(response)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String error(ConsoleResponse response) {
    return json(response).path("error").asText();
  }
}
