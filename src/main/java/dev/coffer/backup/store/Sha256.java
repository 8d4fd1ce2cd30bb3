package dev.coffer.backup.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of the JDK. */
final class Sha256 {
  static final int LENGTH = 32;

  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform must have it.
      throw new IllegalStateException(e);
    }
  }

  static byte[] of(byte[]... parts) {
    MessageDigest sha256 = digest();
    for (byte[] each : parts) {
      sha256.update(each);
    }
    return sha256.digest();
  }

  static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
