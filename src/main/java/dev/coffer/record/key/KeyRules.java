package dev.coffer.record.key;

import dev.coffer.api.RecordKeyException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Refuses, before a write, names that some database would not store exactly. Every database stores
 * the other names unchanged: nothing is trimmed, folded or normalised.
 */
public final class KeyRules {
  /** The longest key, in code points; with the collection it fits an index of 3072 bytes. */
  static final int LONGEST_KEY = 512;

  /** The longest name of a collection, in code points. */
  static final int LONGEST_COLLECTION = 100;

  private KeyRules() {}

  public static String checkCollection(@Nullable String collection) {
    Objects.requireNonNull(collection, "The name of the collection is null.");
    check(collection, "", "The name of a collection", collection, LONGEST_COLLECTION);
    return collection;
  }

  public static String checkKey(String collection, String key) {
    if (passesFastCheck(key)) {
      return key;
    }
    check(collection, key, "A key of collection '" + collection + "'", key, LONGEST_KEY);
    return key;
  }

  /** Whether a key passes a fast check, as nearly all do: every read checks one. */
  private static boolean passesFastCheck(String key) {
    int length = key.length();
    if (length == 0 || length > LONGEST_KEY) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = key.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /** Checks a prefix. It may be empty, and it may be longer than any key: then no key has it. */
  static String checkPrefix(String collection, String prefix) {
    checkCharacters(collection, prefix, "A prefix in collection '" + collection + "'", prefix);
    return prefix;
  }

  /** Checks the name of a type, whose limit is that of a collection's name. */
  public static void checkTypeName(Class<?> type, String name) {
    check("", "", "The type name of " + type.getName(), name, LONGEST_COLLECTION);
  }

  private static void check(
      String collection, String key, String subject, String text, int longest) {
    if (text.isEmpty()) {
      throw new RecordKeyException(
          collection, key, subject + " is empty; use 1 to " + longest + " characters.");
    }
    int length = text.codePointCount(0, text.length());
    if (length > longest) {
      throw new RecordKeyException(
          collection,
          key,
          subject
              + " has "
              + length
              + " characters: "
              + quoted(text)
              + "; use at most "
              + longest
              + ".");
    }
    checkCharacters(collection, key, subject, text);
  }

  private static void checkCharacters(String collection, String key, String subject, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new RecordKeyException(
            collection,
            key,
            subject
                + " holds the character NUL at position "
                + i
                + ", which databases refuse: "
                + quoted(text)
                + ".");
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new RecordKeyException(
            collection,
            key,
            subject
                + " holds half of a surrogate pair at position "
                + i
                + ", which is not a character: "
                + quoted(text)
                + ".");
      }
    }
  }

  /** The text for a message: shortened, in quotes, with unprintable characters escaped. */
  private static String quoted(String text) {
    StringBuilder shown = new StringBuilder("'");
    for (int i = 0; i < text.length() && i < 40; i++) {
      char c = text.charAt(i);
      if (c < ' ' || Character.isSurrogate(c)) {
        shown.append(String.format("\\u%04X", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.append(text.length() > 40 ? "…'" : "'").toString();
  }
}
