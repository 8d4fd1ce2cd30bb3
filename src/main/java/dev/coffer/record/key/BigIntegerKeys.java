package dev.coffer.record.key;

import static dev.coffer.record.key.NumberKeys.padded;

import java.math.BigInteger;

/**
 * The texts of whole numbers of any size, which sort in the order of the numbers. A text has the
 * number of digits, a colon and the digits. A negative number has a minus sign, which sorts before
 * the digits; its number of digits is subtracted from 999 and each of its digits from 9. 42 is
 * {@code 002:42}, -42 is {@code -997:57}.
 */
final class BigIntegerKeys {
  /** The most digits, so that every text fits into a key. */
  private static final int MOST_DIGITS = 500;

  /** The length in bits of the greatest number with that many digits. */
  private static final int MOST_BITS = 1661;

  private static final int LENGTH_DIGITS = 3;
  private static final int LENGTH_COMPLEMENT = 999;

  private BigIntegerKeys() {}

  static String of(BigInteger value) {
    // The bits come first: the digits of a huge number take long to calculate.
    String digits = value.bitLength() > MOST_BITS ? "" : value.abs().toString();
    if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
      throw new UnfitKeyException(
          "a number of " + value.bitLength() + " bits",
          "has more than "
              + MOST_DIGITS
              + " digits; use a number with at most "
              + MOST_DIGITS
              + " digits.");
    }
    return value.signum() >= 0
        ? padded(digits.length(), LENGTH_DIGITS) + ":" + digits
        : "-"
            + padded(LENGTH_COMPLEMENT - digits.length(), LENGTH_DIGITS)
            + ":"
            + complement(digits);
  }

  static BigInteger toBigInteger(String text) {
    return text.startsWith("-")
        ? new BigInteger(complement(text.substring(1 + LENGTH_DIGITS + 1))).negate()
        : new BigInteger(text.substring(LENGTH_DIGITS + 1));
  }

  /** The digits, each subtracted from 9. */
  private static String complement(String digits) {
    StringBuilder complement = new StringBuilder(digits.length());
    for (int i = 0; i < digits.length(); i++) {
      complement.append((char) ('0' + '9' - digits.charAt(i)));
    }
    return complement.toString();
  }
}
