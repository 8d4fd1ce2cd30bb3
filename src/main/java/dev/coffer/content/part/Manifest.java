package dev.coffer.content.part;

import dev.coffer.api.ContentHash;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.hash.ContentHasher;
import java.nio.ByteBuffer;

/**
 * The frame of a content of parts: the number of parts, the total number of bytes, and a digest of
 * the ordered list of the parts' hashes and sizes. So a part that is missing, foreign or misplaced
 * is found before the first byte is returned.
 *
 * <p>Layout: a byte {@value #VERSION_1}, which distinguishes it from a frame; the hash algorithm of
 * the digest (1 byte); the count (4 bytes) and the total size (8 bytes), both big-endian; the
 * digest.
 */
public record Manifest(int count, long size, ContentHash digest) {

  /** No frame begins with this byte. */
  private static final byte VERSION_1 = (byte) 0xD1;

  private static final int LENGTH =
      1 + 1 + Integer.BYTES + Long.BYTES + HashAlgorithm.DIGEST_LENGTH;

  /** Whether these stored bytes are a manifest and not a frame. */
  public static boolean is(byte[] stored) {
    return stored.length > 0 && stored[0] == VERSION_1;
  }

  /**
   * Reads a manifest.
   *
   * @throws IllegalArgumentException if these bytes are not a manifest
   */
  public static Manifest parse(byte[] stored) {
    if (!is(stored) || stored.length != LENGTH) {
      throw new IllegalArgumentException("its list of parts is unreadable");
    }
    ByteBuffer in = ByteBuffer.wrap(stored, 1, LENGTH - 1);
    HashAlgorithm algorithm = HashAlgorithm.ofCode(in.get());
    int count = in.getInt();
    long size = in.getLong();
    byte[] digest = new byte[HashAlgorithm.DIGEST_LENGTH];
    in.get(digest);
    return new Manifest(count, size, ContentHash.of(algorithm, digest));
  }

  public byte[] toBytes() {
    return ByteBuffer.allocate(LENGTH)
        .put(VERSION_1)
        .put(digest.algorithm().code())
        .putInt(count)
        .putLong(size)
        .put(digest.digest())
        .array();
  }

  /** Computes a manifest from the parts in order. Not thread-safe. */
  public static final class Builder {
    private final ContentHasher hasher;
    private final byte[] sizeBytes = new byte[Integer.BYTES];
    private int count;
    private long size;

    public Builder(HashAlgorithm algorithm) {
      this.hasher = ContentHasher.of(algorithm);
    }

    public void add(ContentHash part, int partSize) {
      byte[] digest = part.digest();
      hasher.update(digest, 0, digest.length);
      ByteBuffer.wrap(sizeBytes).putInt(partSize);
      hasher.update(sizeBytes, 0, sizeBytes.length);
      count = Math.addExact(count, 1);
      size += partSize;
    }

    /** The number of bytes of all parts so far. */
    public long size() {
      return size;
    }

    public int count() {
      return count;
    }

    public Manifest build() {
      return new Manifest(count, size, hasher.finish());
    }
  }
}
