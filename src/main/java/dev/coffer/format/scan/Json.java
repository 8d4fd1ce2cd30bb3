package dev.coffer.format.scan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds one JSON object on one line, with its properties in insertion order. */
public final class Json {
  private final StringBuilder text = new StringBuilder("{");

  /** Adds a text. */
  public Json with(String name, String value) {
    return withVerbatim(name, quote(value));
  }

  /** Adds a text; null for none. */
  public Json withOptional(String name, @Nullable String value) {
    return withVerbatim(name, value == null ? "null" : quote(value));
  }

  /** Adds a whole number. */
  public Json with(String name, long value) {
    return withVerbatim(name, Long.toString(value));
  }

  /** Adds a number, rounded to four decimal places; null if it is not finite. */
  public Json with(String name, double value) {
    return withVerbatim(
        name, Double.isFinite(value) ? Double.toString(Math.round(value * 1e4) / 1e4) : "null");
  }

  /** Adds a boolean. */
  public Json with(String name, boolean value) {
    return withVerbatim(name, Boolean.toString(value));
  }

  /** Adds a time in UTC; null for never. */
  public Json with(String name, @Nullable Instant value) {
    return withVerbatim(name, value == null ? "null" : quote(value.toString()));
  }

  /** Adds an object. */
  public Json with(String name, Json value) {
    return withVerbatim(name, value.toString());
  }

  /** Adds an array of objects. */
  public Json withObjects(String name, List<Json> values) {
    return withVerbatim(
        name, "[" + String.join(",", values.stream().map(Json::toString).toList()) + "]");
  }

  /** Adds an array of texts. */
  public Json withTexts(String name, List<String> values) {
    return withVerbatim(
        name, "[" + String.join(",", values.stream().map(Json::quote).toList()) + "]");
  }

  /** Adds a value that is already JSON, verbatim. */
  public Json withVerbatim(String name, String value) {
    if (text.length() > 1) {
      text.append(',');
    }
    text.append(quote(name)).append(':').append(value);
    return this;
  }

  /** The JSON literal of a text. Unpaired surrogates, which UTF-8 cannot encode, are escaped. */
  public static String quote(String value) {
    StringBuilder literal = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); ) {
      int character = value.codePointAt(i);
      i += Character.charCount(character);
      boolean loneSurrogate =
          character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
      if (character == '"' || character == '\\') {
        literal.append('\\').append((char) character);
      } else if (character == '\n') {
        literal.append("\\n");
      } else if (Character.isISOControl(character) || loneSurrogate) {
        literal.append(String.format("\\u%04x", character));
      } else {
        literal.appendCodePoint(character);
      }
    }
    return literal.append('"').toString();
  }

  @Override
  public String toString() {
    return text + "}";
  }
}
