package example.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.coffer.api.ContentHash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes seals. A seal is a hash over the previous seal and the hash of the block's content. */
final class Seals {

  /** The seal before the first block. */
  static final String GENESIS = "0".repeat(64);

  private Seals() {}

  static String seal(String before, ContentHash body) {
    try {
      byte[] both = (before + body).getBytes(US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(both));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
