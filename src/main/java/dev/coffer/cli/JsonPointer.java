package dev.coffer.cli;

import dev.coffer.format.RawJson;
import dev.coffer.format.scan.JsonScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON pointer according to RFC 6901, such as {@code /address/0/city}. The empty pointer refers
 * to the whole value. If a property occurs several times, the last one counts, as in most JSON
 * parsers. Immutable.
 */
final class JsonPointer {
  private final String text;
  private final List<String> steps;

  private JsonPointer(String text, List<String> steps) {
    this.text = text;
    this.steps = List.copyOf(steps);
  }

  /**
   * Parses a pointer.
   *
   * @throws IllegalArgumentException if the text is not a JSON pointer
   */
  public static JsonPointer parse(String text) {
    List<String> steps = new ArrayList<>();
    if (!text.isEmpty()) {
      if (text.charAt(0) != '/') {
        throw new IllegalArgumentException(
            "'" + text + "' is not a JSON pointer: it must be empty or begin with '/'.");
      }
      for (int start = 1; start <= text.length(); ) {
        int slash = text.indexOf('/', start);
        int end = slash < 0 ? text.length() : slash;
        steps.add(unescape(text, text.substring(start, end)));
        start = end + 1;
      }
    }
    return new JsonPointer(text, steps);
  }

  private static String unescape(String pointer, String step) {
    for (int tilde = step.indexOf('~'); tilde >= 0; tilde = step.indexOf('~', tilde + 1)) {
      if (!step.startsWith("0", tilde + 1) && !step.startsWith("1", tilde + 1)) {
        throw new IllegalArgumentException(
            "'"
                + pointer
                + "' is not a JSON pointer: write '~' as '~0' and '/' in a name as '~1'.");
      }
    }
    return step.replace("~1", "/").replace("~0", "~");
  }

  /**
   * The value at this pointer, verbatim; empty if there is none.
   *
   * @throws dev.coffer.api.MalformedJsonException if the text is malformed before this position
   */
  public Optional<RawJson> find(RawJson value) {
    byte[] utf8 = value.text().getBytes(StandardCharsets.UTF_8);
    JsonScanner scanner = new JsonScanner(utf8);
    try {
      return descend(scanner, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory cannot fail.", e);
    }
  }

  /**
   * The text of the string, number, {@code true} or {@code false} at this pointer; empty if there
   * is no value, or null, an object or an array.
   *
   * @throws dev.coffer.api.MalformedJsonException if the text is malformed before this position
   */
  public Optional<String> scalar(RawJson value) {
    return find(value)
        .map(RawJson::text)
        .filter(found -> !found.startsWith("{") && !found.startsWith("["))
        .filter(found -> !found.equals("null"))
        .map(found -> found.startsWith("\"") ? JsonScanner.unescape(found) : found);
  }

  private Optional<RawJson> descend(JsonScanner scanner, int depth) throws IOException {
    if (depth == steps.size()) {
      return Optional.of(new RawJson(scanner.captureValue()));
    }
    return switch (scanner.skipBlanks()) {
      case '{' -> findProperty(scanner, depth);
      case '[' -> findElement(scanner, depth);
      default -> {
        scanner.skipValue();
        yield Optional.empty();
      }
    };
  }

  private Optional<RawJson> findProperty(JsonScanner scanner, int depth) throws IOException {
    Optional<RawJson> found = Optional.empty();
    scanner.expect('{');
    if (scanner.skipBlanks() == '}') {
      scanner.take();
      return found;
    }
    while (true) {
      String name = scanner.stringValue();
      scanner.skipBlanks();
      scanner.expect(':');
      if (name.equals(steps.get(depth))) {
        found = descend(scanner, depth + 1);
      } else {
        scanner.skipValue();
      }
      if (endsAfter(scanner, '}')) {
        return found;
      }
    }
  }

  private Optional<RawJson> findElement(JsonScanner scanner, int depth) throws IOException {
    Optional<RawJson> found = Optional.empty();
    scanner.expect('[');
    if (scanner.skipBlanks() == ']') {
      scanner.take();
      return found;
    }
    for (long index = 0; ; index++) {
      if (steps.get(depth).equals(Long.toString(index))) {
        found = descend(scanner, depth + 1);
      } else {
        scanner.skipValue();
      }
      if (endsAfter(scanner, ']')) {
        return found;
      }
    }
  }

  /** Whether the object or array ends after this member. If it does not, the comma is consumed. */
  private static boolean endsAfter(JsonScanner scanner, char end) throws IOException {
    if (scanner.skipBlanks() == ',') {
      scanner.take();
      scanner.skipBlanks();
      return false;
    }
    scanner.expect(end);
    return true;
  }

  /** The original text of the pointer. */
  @Override
  public String toString() {
    return text;
  }
}
