package dev.coffer.record.key;

import org.jspecify.annotations.Nullable;

/**
 * The order of the UTF-16 units of texts, which is the order of H2. It differs from {@link
 * Utf8Order} only for texts with an equal beginning of which one continues with a surrogate, and
 * the other with a character from U+E000.
 */
public final class Utf16Order {

  private static final char BEFORE_SURROGATES = Character.MIN_SURROGATE - 1;
  private static final char AFTER_SURROGATES = Character.MAX_SURROGATE + 1;

  private Utf16Order() {}

  /** The texts from {@code from} to before {@code to} in this order; null for no end. */
  public record Stretch(String from, @Nullable String to) {

    /**
     * The texts with this prefix that continue with a surrogate or a character from U+E000. They
     * are neighbours in both orders.
     */
    public static Stretch from(String prefix) {
      return new Stretch(prefix + Character.MIN_SURROGATE, afterAllWithPrefix(prefix));
    }

    /** The texts with this prefix that continue with a surrogate. */
    public static Stretch ofSurrogates(String prefix) {
      return new Stretch(prefix + Character.MIN_SURROGATE, prefix + AFTER_SURROGATES);
    }

    /** The texts with this prefix that continue with a character from U+E000. */
    public static Stretch afterSurrogates(String prefix) {
      return new Stretch(prefix + AFTER_SURROGATES, afterAllWithPrefix(prefix));
    }
  }

  /** Whether this text has the same place among all texts in both orders. */
  public static boolean agrees(String text) {
    return text.chars().allMatch(unit -> unit < Character.MIN_SURROGATE);
  }

  /** A text that is in this order not after any text that is not before {@code bound} in UTF-8. */
  public static String lowerBound(String bound) {
    for (int i = 0; i < bound.length(); i++) {
      if (bound.charAt(i) >= AFTER_SURROGATES) {
        return bound.substring(0, i) + BEFORE_SURROGATES;
      }
    }
    return bound;
  }

  /**
   * A text that is in this order not before any text that is not after {@code bound} in UTF-8; null
   * if there is none.
   */
  public static @Nullable String upperBound(String bound) {
    for (int i = 0; i < bound.length(); i++) {
      if (Character.isSurrogate(bound.charAt(i))) {
        return afterAllWithPrefix(bound.substring(0, i));
      }
    }
    return bound;
  }

  /**
   * The least text in UTF-8 that continues a prefix with a character for which the orders differ.
   */
  public static String leastMixed(String prefix) {
    return prefix + AFTER_SURROGATES;
  }

  /** The least sequence of units after all with this prefix; null if there is none. */
  private static @Nullable String afterAllWithPrefix(String prefix) {
    int end = prefix.length();
    while (end > 0 && prefix.charAt(end - 1) == Character.MAX_VALUE) {
      end--;
    }
    return end == 0 ? null : prefix.substring(0, end - 1) + (char) (prefix.charAt(end - 1) + 1);
  }
}
