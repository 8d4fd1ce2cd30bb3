package dev.coffer.backup.store;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** The identity of a blob: its kind and a SHA-256 digest. Immutable. */
public final class BlobId {
  /** The number of bytes of {@link #bytes}. */
  static final int LENGTH = 33;

  private final byte[] bytes;

  private BlobId(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The identity of a blob that is stored under the hash of its own bytes. */
  public static BlobId ofBytes(BlobKind kind, byte[] bytes) {
    return ofIdentity(kind, bytes);
  }

  /**
   * The identity of a blob that is stored under another identity than its bytes.
   *
   * @param identity the bytes that identify it among those of its kind
   */
  public static BlobId ofIdentity(BlobKind kind, byte[] identity) {
    MessageDigest sha256 = Sha256.digest();
    sha256.update((byte) kind.code());
    byte[] digest = sha256.digest(identity);
    byte[] bytes = new byte[LENGTH];
    bytes[0] = (byte) kind.code();
    System.arraycopy(digest, 0, bytes, 1, digest.length);
    return new BlobId(bytes);
  }

  /** The identity with these {@value #LENGTH} bytes. */
  static BlobId of(byte[] bytes) {
    BlobKind.of(bytes[0]);
    return new BlobId(bytes.clone());
  }

  /** The code of the kind, and the digest. */
  byte[] bytes() {
    return bytes.clone();
  }

  /** Writes the identity. */
  public void write(BinaryWriter out) {
    out.raw(bytes);
  }

  /** Reads an identity. */
  public static BlobId read(BinaryReader in) {
    return in.blobId();
  }

  /** The kind. */
  public BlobKind kind() {
    return BlobKind.of(bytes[0]);
  }

  /** Eight bytes of the digest as a number. */
  long part(int index) {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << 8) | (bytes[1 + index * Long.BYTES + i] & 0xff);
    }
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlobId id && Arrays.equals(bytes, id.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The kind and the first bytes of the digest. */
  @Override
  public String toString() {
    return kind().name().toLowerCase(Locale.ROOT) + ' ' + HexFormat.of().formatHex(bytes, 1, 9);
  }
}
