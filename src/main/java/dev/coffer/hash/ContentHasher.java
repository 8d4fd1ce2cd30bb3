package dev.coffer.hash;

import dev.coffer.api.ContentHash;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.hash.blake3.Blake3;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An incremental computation of a {@link ContentHash}. Bytes are added in any number of steps. An
 * instance can hash several contents, one after another. Not thread-safe.
 *
 * <p>BLAKE3 is Coffer's own implementation in plain Java, which hashes many chunks side by side.
 * SHA-256 is the JDK's implementation. An instance buffers at most 128 KiB.
 */
public abstract sealed class ContentHasher {

  private final HashAlgorithm algorithm;

  private ContentHasher(HashAlgorithm algorithm) {
    this.algorithm = algorithm;
  }

  /** Creates a hasher for this algorithm. */
  public static ContentHasher of(HashAlgorithm algorithm) {
    return switch (algorithm) {
      case BLAKE3 -> new ByBlake3();
      case SHA256 -> new BySha256();
    };
  }

  /** Computes the hash of these bytes. */
  public static ContentHash hash(HashAlgorithm algorithm, byte[] bytes) {
    if (algorithm == HashAlgorithm.BLAKE3) {
      return ContentHash.of(algorithm, Blake3.digest(bytes));
    }
    ContentHasher hasher = of(algorithm);
    hasher.update(bytes, 0, bytes.length);
    return hasher.finish();
  }

  /** Adds bytes to the hash. */
  public abstract void update(byte[] bytes, int offset, int length);

  /** Completes the hash and resets this hasher for the next content. */
  public final ContentHash finish() {
    return ContentHash.of(algorithm, digest());
  }

  abstract byte[] digest();

  private static final class ByBlake3 extends ContentHasher {
    private final Blake3 hash = new Blake3();

    ByBlake3() {
      super(HashAlgorithm.BLAKE3);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
      hash.update(bytes, offset, length);
    }

    @Override
    byte[] digest() {
      return hash.digest();
    }
  }

  private static final class BySha256 extends ContentHasher {
    private final MessageDigest digest;

    BySha256() {
      super(HashAlgorithm.SHA256);
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java platform has SHA-256; this one does not.", e);
      }
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
    }

    @Override
    byte[] digest() {
      return digest.digest();
    }
  }
}
