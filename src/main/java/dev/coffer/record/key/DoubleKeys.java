package dev.coffer.record.key;

import java.util.HexFormat;

/**
 * The texts of floating-point numbers, which sort as {@link Double#compareTo} does. A text has 16
 * hexadecimal digits: the IEEE 754 bits, with the sign bit inverted for a positive number and all
 * bits inverted for a negative one. 42.5 is {@code c045400000000000}.
 */
final class DoubleKeys {
  private static final HexFormat HEX = HexFormat.of();

  private DoubleKeys() {}

  static String of(double value) {
    if (Double.isNaN(value)) {
      throw new UnfitKeyException("NaN", "is NaN, which is not a number; use a number.");
    }
    long bits = Double.doubleToRawLongBits(value);
    return HEX.toHexDigits(bits ^ (bits >> (Long.SIZE - 1) | Long.MIN_VALUE));
  }

  static double toDouble(String text) {
    long ordered = HexFormat.fromHexDigitsToLong(text);
    return Double.longBitsToDouble(ordered ^ (~(ordered >> (Long.SIZE - 1)) | Long.MIN_VALUE));
  }
}
