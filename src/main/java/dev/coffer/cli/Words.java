package dev.coffer.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words by the quoting rules of a POSIX shell: blanks, single and double quotes,
 * a backslash, {@code $'…'} with escapes, and comments. Nothing else is special.
 */
final class Words {
  private static final String ESCAPED_IN_QUOTES = "\"\\$`";

  private final String line;
  private int next;

  private Words(String line) {
    this.line = line;
  }

  /**
   * The words of a line.
   *
   * @throws RefusedException if a quote is not closed or an escape is unknown
   */
  static List<String> of(String line) {
    return new Words(line).split();
  }

  private List<String> split() {
    List<String> words = new ArrayList<>();
    while (true) {
      while (next < line.length() && isBlank(line.charAt(next))) {
        next++;
      }
      if (next == line.length() || line.charAt(next) == '#') {
        return words;
      }
      words.add(word());
    }
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t';
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    while (next < line.length() && !isBlank(line.charAt(next))) {
      char character = line.charAt(next++);
      if (character == '\'') {
        singleQuoted(word);
      } else if (character == '"') {
        doubleQuoted(word);
      } else if (character == '$' && next < line.length() && line.charAt(next) == '\'') {
        next++;
        escaped(word);
      } else if (character == '\\') {
        word.append(following("a backslash ends the line"));
      } else {
        word.append(character);
      }
    }
    return word.toString();
  }

  private char following(String problem) {
    if (next == line.length()) {
      throw new RefusedException(problem);
    }
    return line.charAt(next++);
  }

  private void singleQuoted(StringBuilder word) {
    int end = line.indexOf('\'', next);
    if (end < 0) {
      throw new RefusedException("a single quote is not closed on its line");
    }
    word.append(line, next, end);
    next = end + 1;
  }

  private void doubleQuoted(StringBuilder word) {
    String open = "a double quote is not closed on its line";
    char character = following(open);
    while (character != '"') {
      if (character == '\\') {
        char quoted = following(open);
        if (ESCAPED_IN_QUOTES.indexOf(quoted) < 0) {
          word.append(character);
        }
        word.append(quoted);
      } else {
        word.append(character);
      }
      character = following(open);
    }
  }

  private void escaped(StringBuilder word) {
    String open = "the quote of $'…' is not closed on its line";
    char character = following(open);
    while (character != '\'') {
      word.append(character == '\\' ? escape(following(open)) : character);
      character = following(open);
    }
  }

  private static char escape(char name) {
    return switch (name) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '\\', '\'', '"' -> name;
      default ->
          throw new RefusedException(
              "$'…' has no escape \\" + name + "; it has \\n, \\r, \\t, \\\\, \\' and \\\"");
    };
  }
}
