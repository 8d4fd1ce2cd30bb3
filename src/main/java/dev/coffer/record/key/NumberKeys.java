package dev.coffer.record.key;

/**
 * The texts of whole numbers, which sort in the order of the numbers. A text has all digits of the
 * largest number. A negative number has a minus sign, which sorts before the digits, and its
 * distance from the least number instead of its absolute value. 42 is {@code 0000000042}, -1 is
 * {@code -2147483647}.
 */
final class NumberKeys {
  private static final int LONG_DIGITS = 19;
  private static final int INTEGER_DIGITS = 10;

  private NumberKeys() {}

  static String of(long value) {
    return value >= 0
        ? padded(value, LONG_DIGITS)
        : "-" + padded(value - Long.MIN_VALUE, LONG_DIGITS);
  }

  static long toLong(String text) {
    return text.startsWith("-")
        ? Long.parseLong(text.substring(1)) + Long.MIN_VALUE
        : Long.parseLong(text);
  }

  static String of(int value) {
    return value >= 0
        ? padded(value, INTEGER_DIGITS)
        : "-" + padded((long) value - Integer.MIN_VALUE, INTEGER_DIGITS);
  }

  static int toInteger(String text) {
    return text.startsWith("-")
        ? Integer.parseInt(text.substring(1)) + Integer.MIN_VALUE
        : Integer.parseInt(text);
  }

  /** The digits of a number that is not negative, with leading zeros. */
  static String padded(long value, int digits) {
    String text = Long.toString(value);
    return "0".repeat(digits - text.length()) + text;
  }
}
