package dev.coffer.record.key;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of several parts, which sorts part by part. A dollar sign separates the parts. In a
 * part, every character up to the percent sign is written as a percent sign and two hexadecimal
 * digits: {@code New York} and {@code 2026-11-22} are {@code New%20York$2026-11-22}.
 *
 * <p>So the separator sorts before every character of a part, and an escaped character before every
 * other one. The text contains no control character and no blank.
 */
final class KeyParts {
  static final char SEPARATOR = '$';

  private static final char ESCAPE = '%';
  private static final String DIGITS = "0123456789ABCDEF";

  private KeyParts() {}

  static String join(List<String> parts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        text.append(SEPARATOR);
      }
      append(parts.get(i), text);
    }
    return text.toString();
  }

  private static void append(String part, StringBuilder text) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c > ESCAPE) {
        text.append(c);
      } else {
        text.append(ESCAPE).append(DIGITS.charAt(c >> 4)).append(DIGITS.charAt(c & 0xF));
      }
    }
  }

  /** The parts of a text. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == SEPARATOR) {
        parts.add(part.toString());
        part.setLength(0);
      } else if (c == ESCAPE) {
        part.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
