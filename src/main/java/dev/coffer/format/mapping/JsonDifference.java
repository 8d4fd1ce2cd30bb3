package dev.coffer.format.mapping;

import dev.coffer.format.scan.JsonScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first difference between two JSON texts. It ignores the order of properties, the order
 * of elements (which a set may change), and the notation of numbers. Null, a missing property, an
 * empty array and an empty object are equal. Not instantiable.
 */
final class JsonDifference {

  private JsonDifference() {}

  /**
   * The path of the first difference, such as {@code /badges/*}{@code /name}; null if there is
   * none.
   *
   * @throws dev.coffer.api.MalformedJsonException if a text is not JSON or has a duplicate property
   */
  static @Nullable String between(byte[] one, byte[] other) {
    return Arrays.equals(one, other) ? null : difference(parse(one), parse(other), "");
  }

  private static Object parse(byte[] json) {
    try {
      return value(new JsonScanner(json));
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory cannot fail.", e);
    }
  }

  /** A map, a list, or the text of a scalar; numbers are normalised. */
  private static Object value(JsonScanner scanner) throws IOException {
    return switch (scanner.skipBlanks()) {
      case '{' -> object(scanner);
      case '[' -> array(scanner);
      case '"' -> scanner.captureValue();
      default -> scalar(scanner.captureValue());
    };
  }

  private static Map<String, Object> object(JsonScanner scanner) throws IOException {
    Map<String, Object> properties = new TreeMap<>();
    scanner.expect('{');
    while (scanner.skipBlanks() != '}') {
      if (!properties.isEmpty()) {
        scanner.expect(',');
      }
      String name = scanner.stringValue();
      scanner.skipBlanks();
      scanner.expect(':');
      if (properties.put(name, value(scanner)) != null) {
        throw scanner.error("the name '" + name + "' occurs twice in one object");
      }
    }
    scanner.expect('}');
    return properties;
  }

  private static List<Object> array(JsonScanner scanner) throws IOException {
    List<Object> elements = new ArrayList<>();
    scanner.expect('[');
    while (scanner.skipBlanks() != ']') {
      if (!elements.isEmpty()) {
        scanner.expect(',');
      }
      elements.add(value(scanner));
    }
    scanner.expect(']');
    elements.sort(Comparator.comparing(String::valueOf));
    return elements;
  }

  private static String scalar(String literal) {
    if (Character.isLetter(literal.charAt(0))) {
      return literal;
    }
    try {
      return new BigDecimal(literal).stripTrailingZeros().toString();
    } catch (NumberFormatException e) {
      return literal;
    }
  }

  private static @Nullable String difference(
      @Nullable Object one, @Nullable Object other, String path) {
    if (one instanceof Map<?, ?> some && other instanceof Map<?, ?> others) {
      return ofObjects(some, others, path);
    }
    if (one instanceof List<?> some
        && other instanceof List<?> others
        && some.size() == others.size()) {
      return ofArrays(some, others, path);
    }
    return Objects.equals(one, other) || (isEmptyValue(one) && isEmptyValue(other)) ? null : path;
  }

  private static boolean isEmptyValue(@Nullable Object value) {
    return value == null
        || value.equals("null")
        || (value instanceof Map<?, ?> map && map.isEmpty())
        || (value instanceof List<?> list && list.isEmpty());
  }

  private static @Nullable String ofObjects(Map<?, ?> some, Map<?, ?> others, String path) {
    Set<Object> names = new TreeSet<>(some.keySet());
    names.addAll(others.keySet());
    for (Object name : names) {
      @Nullable String found = difference(some.get(name), others.get(name), path + "/" + name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable String ofArrays(List<?> some, List<?> others, String path) {
    for (int i = 0; i < some.size(); i++) {
      @Nullable String found = difference(some.get(i), others.get(i), path + "/*");
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
