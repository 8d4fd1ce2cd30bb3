package dev.coffer.record.value;

/**
 * The name of a type in a record: the stable name of the type and the version of the form. Version
 * 1 is the name alone, a later one has a suffix, such as {@code player@3}.
 *
 * @param name the stable name
 * @param version the version of the form
 */
record StoredType(String name, int version) {
  private static final char SEPARATOR = '@';

  /** A longer number is part of the name. */
  private static final int MOST_DIGITS = 9;

  /** Parses the name of a type in a record. */
  static StoredType parse(String stored) {
    int digits = digitsAfterSeparator(stored);
    if (digits == 0 || digits > MOST_DIGITS) {
      return new StoredType(stored, 1);
    }
    int start = stored.length() - digits;
    return new StoredType(
        stored.substring(0, start - 1), Integer.parseInt(stored, start, stored.length(), 10));
  }

  /** Whether a stable name looks like one with the suffix of a version. */
  static boolean isAmbiguous(String name) {
    return digitsAfterSeparator(name) > 0;
  }

  /** The number of digits at the end of a text, if the separator is before them; else 0. */
  private static int digitsAfterSeparator(String text) {
    int start = text.length();
    while (start > 0 && text.charAt(start - 1) >= '0' && text.charAt(start - 1) <= '9') {
      start--;
    }
    return start > 0 && text.charAt(start - 1) == SEPARATOR ? text.length() - start : 0;
  }
}
