package dev.coffer.backup.snapshot;

import dev.coffer.backup.store.BinaryReader;
import dev.coffer.backup.store.BinaryWriter;
import dev.coffer.backup.store.BlobId;
import dev.coffer.backup.store.BlobKind;
import java.util.Arrays;
import java.util.Objects;

/**
 * The identity of a content in every database: its domain, its hash algorithm and its digest.
 * Immutable.
 */
public final class ContentKey {
  private static final int DIGEST_LENGTH = 32;

  private final String domain;
  private final int algorithm;
  private final byte[] digest;

  public ContentKey(String domain, int algorithm, byte[] digest) {
    this.domain = domain;
    this.algorithm = algorithm;
    this.digest = digest.clone();
  }

  /** The domain of the hash; empty for none. */
  public String domain() {
    return domain;
  }

  /** The code of the hash algorithm. */
  public int algorithm() {
    return algorithm;
  }

  /** The 32 bytes of the digest. */
  public byte[] digest() {
    return digest.clone();
  }

  /** The identity of the blob that has the frame of this content. */
  public BlobId frame() {
    return BlobId.ofIdentity(BlobKind.FRAME, write(new BinaryWriter()).toBytes());
  }

  BinaryWriter write(BinaryWriter out) {
    return out.text(domain).number(algorithm).raw(digest);
  }

  static ContentKey read(BinaryReader in) {
    return new ContentKey(in.text(), in.number(Byte.MAX_VALUE), in.raw(DIGEST_LENGTH));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContentKey key
        && domain.equals(key.domain)
        && algorithm == key.algorithm
        && Arrays.equals(digest, key.digest);
  }

  @Override
  public int hashCode() {
    return Objects.hash(domain, algorithm, Arrays.hashCode(digest));
  }
}
