package dev.coffer.api;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The hash that identifies a content: an algorithm and the digest of the content's bytes. Immutable
 * and ordered by algorithm, then by digest as unsigned bytes. Its text form is {@code blake3:} and
 * 64 hexadecimal digits.
 */
public final class ContentHash implements Comparable<ContentHash>, Serializable {
  private static final long serialVersionUID = 1L;

  private final HashAlgorithm algorithm;
  private final byte[] digest;

  private ContentHash(HashAlgorithm algorithm, byte[] digest) {
    this.algorithm = algorithm;
    this.digest = digest;
  }

  /**
   * The hash of this algorithm and digest; the digest is copied.
   *
   * @throws IllegalArgumentException if the digest is not 32 bytes
   */
  public static ContentHash of(HashAlgorithm algorithm, byte[] digest) {
    Objects.requireNonNull(algorithm, "The argument 'algorithm' is null.");
    Objects.requireNonNull(digest, "The argument 'digest' is null.");
    if (digest.length != HashAlgorithm.DIGEST_LENGTH) {
      throw new IllegalArgumentException(
          "A digest has " + HashAlgorithm.DIGEST_LENGTH + " bytes, not " + digest.length + ".");
    }
    return new ContentHash(algorithm, digest.clone());
  }

  /**
   * The hash stored in a row of the database.
   *
   * @param algorithm the code of the algorithm
   * @throws DamagedContentRowException if the algorithm is unknown, or the digest has the wrong
   *     length
   */
  public static ContentHash ofRow(long contentId, int algorithm, byte @Nullable [] digest) {
    try {
      return of(HashAlgorithm.ofCode(algorithm), digest == null ? new byte[0] : digest);
    } catch (IllegalArgumentException e) {
      throw new DamagedContentRowException(
          contentId,
          "The row of coffer_content with the id "
              + contentId
              + " does not hold a valid content hash: "
              + e.getMessage()
              + " Restore the row from a backup.",
          e);
    }
  }

  /**
   * Parses a text such as {@code blake3:af1349b9…}. Hexadecimal digits without a label mean BLAKE3.
   *
   * @throws IllegalArgumentException if the text is not a hash
   */
  public static ContentHash parse(String text) {
    Objects.requireNonNull(text, "The argument 'text' is null.");
    int colon = text.indexOf(':');
    HashAlgorithm algorithm =
        colon < 0 ? HashAlgorithm.BLAKE3 : HashAlgorithm.ofLabel(text.substring(0, colon));
    String digits = text.substring(colon + 1);
    if (digits.length() != 2 * HashAlgorithm.DIGEST_LENGTH) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a content hash: it needs 64 hexadecimal digits.");
    }
    try {
      return new ContentHash(algorithm, HexFormat.of().parseHex(digits));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a content hash: it needs 64 hexadecimal digits.", e);
    }
  }

  public HashAlgorithm algorithm() {
    return algorithm;
  }

  /** A copy of the 32 bytes of the digest. */
  public byte[] digest() {
    return digest.clone();
  }

  /** The 64 lower-case hexadecimal digits of the digest. */
  public String hex() {
    return HexFormat.of().formatHex(digest);
  }

  @Override
  public int compareTo(ContentHash other) {
    int byAlgorithm = algorithm.compareTo(other.algorithm);
    return byAlgorithm != 0 ? byAlgorithm : Arrays.compareUnsigned(digest, other.digest);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ContentHash that
        && algorithm == that.algorithm
        && Arrays.equals(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return (digest[0] & 0xff) << 24
        | (digest[1] & 0xff) << 16
        | (digest[2] & 0xff) << 8
        | (digest[3] & 0xff);
  }

  @Override
  public String toString() {
    return algorithm.label() + ":" + hex();
  }
}
