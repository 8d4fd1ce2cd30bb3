package dev.coffer.api;

import java.util.Objects;

/**
 * A hash function for contents. It is part of a content's identity, so one database can use both.
 * Every digest has {@value #DIGEST_LENGTH} bytes.
 */
public enum HashAlgorithm {
  /**
   * BLAKE3 with 256 bits of output: the default. From 128 KiB on it is as fast as SHA-256, also on
   * processors with SHA instructions.
   */
  BLAKE3((byte) 1, "blake3"),
  /** SHA-256, for hashes that other programs compute too. */
  SHA256((byte) 2, "sha256");

  /** The length of every digest, in bytes. */
  public static final int DIGEST_LENGTH = 32;

  private final byte code;
  private final String label;

  HashAlgorithm(byte code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The code of this algorithm in the database; never reused. */
  public byte code() {
    return code;
  }

  /** The name in the text form of a hash, before the colon. */
  public String label() {
    return label;
  }

  /**
   * The algorithm of a code read from the database.
   *
   * @throws IllegalArgumentException if this release does not know the code
   */
  public static HashAlgorithm ofCode(int code) {
    for (HashAlgorithm algorithm : values()) {
      if (algorithm.code == code) {
        return algorithm;
      }
    }
    throw new IllegalArgumentException(
        "Hash algorithm " + code + " is unknown to this release of Coffer; a later one wrote it.");
  }

  /**
   * The algorithm of a label such as {@code blake3}.
   *
   * @throws IllegalArgumentException if no algorithm has this label
   */
  public static HashAlgorithm ofLabel(String label) {
    Objects.requireNonNull(label, "The argument 'label' is null.");
    for (HashAlgorithm algorithm : values()) {
      if (algorithm.label.equals(label)) {
        return algorithm;
      }
    }
    throw new IllegalArgumentException(
        "'" + label + "' is not a hash algorithm; use blake3 or sha256.");
  }
}
