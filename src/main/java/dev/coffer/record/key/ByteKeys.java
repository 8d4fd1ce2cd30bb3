package dev.coffer.record.key;

import java.util.HexFormat;

/**
 * The texts of byte arrays, which sort in the order of the unsigned bytes: two lower-case
 * hexadecimal digits for each byte.
 */
final class ByteKeys {
  private static final HexFormat HEX = HexFormat.of();
  private static final int MOST_BYTES = KeyRules.LONGEST_KEY / 2;

  private ByteKeys() {}

  static String of(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new UnfitKeyException(
          bytes.length + " bytes",
          "has " + bytes.length + " bytes; use at most " + MOST_BYTES + ".");
    }
    return HEX.formatHex(bytes);
  }

  static byte[] toBytes(String text) {
    return HEX.parseHex(text);
  }
}
