package dev.coffer.console.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The decoded parameters in the query of a request. Immutable. */
public final class Parameters {

  /** The largest page of an answer. */
  private static final int LARGEST_PAGE = 500;

  private static final int DEFAULT_PAGE = 50;

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Decodes a query strictly: a key that is not valid UTF-8 would otherwise name another record.
   *
   * @throws RefusedRequestException if it is malformed, or has a parameter twice
   */
  public static Parameters of(@Nullable String query) {
    Map<String, String> values = new HashMap<>();
    for (String each : pairs(query)) {
      int equals = each.indexOf('=');
      String name = decoded(equals < 0 ? each : each.substring(0, equals));
      String value = equals < 0 ? "" : decoded(each.substring(equals + 1));
      if (values.put(name, value) != null) {
        throw RefusedRequestException.badRequest(
            "The parameter '" + name + "' is given twice; give it once.");
      }
    }
    return new Parameters(values);
  }

  private static List<String> pairs(@Nullable String query) {
    List<String> pairs = new ArrayList<>();
    if (query != null) {
      for (String each : query.split("&", -1)) {
        if (!each.isEmpty()) {
          pairs.add(each);
        }
      }
    }
    return pairs;
  }

  private static String decoded(String text) {
    byte[] bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '%' && i + 2 < text.length()) {
        bytes[length++] = (byte) (digit(text.charAt(i + 1)) << 4 | digit(text.charAt(i + 2)));
        i += 2;
      } else if (each == '%' || each > 0x7e || each <= ' ') {
        throw malformed();
      } else {
        bytes[length++] = (byte) (each == '+' ? ' ' : each);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed();
    }
  }

  private static int digit(char hexadecimal) {
    int digit = hexadecimal > 0x7e ? -1 : Character.digit(hexadecimal, 16);
    if (digit < 0) {
      throw malformed();
    }
    return digit;
  }

  private static RefusedRequestException malformed() {
    return RefusedRequestException.badRequest(
        "The query of the address is not percent-encoded UTF-8; encode it as a form does.");
  }

  /** The value of a parameter; null if it is absent. */
  public @Nullable String optional(String name) {
    return values.get(name);
  }

  /**
   * The value of a parameter.
   *
   * @throws RefusedRequestException if it is absent
   */
  public String required(String name) {
    String value = values.get(name);
    if (value == null) {
      throw RefusedRequestException.badRequest("The parameter '" + name + "' is missing; add it.");
    }
    return value;
  }

  /** Whether the value of a parameter is {@code true}. */
  public boolean isTrue(String name) {
    return "true".equals(values.get(name));
  }

  /**
   * The number of entries that a page may have, from the parameter {@code limit}.
   *
   * @throws RefusedRequestException if it is not from 1 to 500
   */
  public int limit() {
    String text = values.getOrDefault("limit", Integer.toString(DEFAULT_PAGE));
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= LARGEST_PAGE) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Refused below, as a number out of range is.
    }
    throw RefusedRequestException.badRequest(
        "The parameter 'limit' is '" + text + "'; use a number from 1 to " + LARGEST_PAGE + ".");
  }
}
