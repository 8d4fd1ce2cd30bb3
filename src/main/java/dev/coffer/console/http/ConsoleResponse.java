package dev.coffer.console.http;

import dev.coffer.format.scan.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to a request to the console. The host sends the status, these headers and the body,
 * and adds no header that allows caching or framing. Immutable.
 *
 * @param status the status code
 * @param headers the headers by their names
 * @param length the number of bytes of the body
 * @param body writes the body
 */
public record ConsoleResponse(int status, Map<String, String> headers, long length, Body body) {

  public ConsoleResponse {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** The body of an answer. It is written at most once, and not at all for a HEAD request. */
  @FunctionalInterface
  public interface Body {

    /** Writes the whole body, and does not close the stream. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** An answer with bytes of this media type. */
  public static ConsoleResponse of(int status, String type, byte[] bytes) {
    return new ConsoleResponse(
        status, Map.of("Content-Type", type), bytes.length, out -> out.write(bytes));
  }

  /** An answer with JSON. */
  public static ConsoleResponse json(int status, Json json) {
    return of(
        status,
        "application/json; charset=utf-8",
        json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** An answer without a body. */
  public static ConsoleResponse empty(int status) {
    return new ConsoleResponse(status, Map.of(), 0, out -> {});
  }

  /** The same answer with one more header. */
  public ConsoleResponse with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new ConsoleResponse(status, more, length, body);
  }
}
