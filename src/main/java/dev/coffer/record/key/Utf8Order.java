package dev.coffer.record.key;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order of the UTF-8 bytes of texts, which is the order of their code points. Coffer reads
 * records in this order from every database. Java's own order of strings puts supplementary
 * characters before U+E000: see {@link Utf16Order}.
 */
public final class Utf8Order {
  public static final Comparator<String> COMPARATOR = Utf8Order::compare;

  private Utf8Order() {}

  public static int compare(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean aSurrogate = Character.isSurrogate(a);
        if (aSurrogate != Character.isSurrogate(b)) {
          return aSurrogate ? 1 : -1;
        }
        return Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /**
   * The least text that is greater than every text with this prefix; null if there is none, because
   * the prefix is empty or consists only of the last code point.
   */
  public static @Nullable String afterAllWithPrefix(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        boolean beforeSurrogates = last + 1 == Character.MIN_SURROGATE;
        int next = beforeSurrogates ? Character.MAX_SURROGATE + 1 : last + 1;
        return prefix.substring(0, end) + Character.toString(next);
      }
    }
    return null;
  }
}
