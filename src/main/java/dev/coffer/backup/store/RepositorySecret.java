package dev.coffer.backup.store;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What opens an encrypted repository: a passphrase, or the bytes of a key file. Immutable. Its text
 * form has no secret.
 */
public final class RepositorySecret {
  private final boolean passphrase;
  private final byte[] bytes;

  private RepositorySecret(boolean passphrase, byte[] bytes) {
    this.passphrase = passphrase;
    this.bytes = bytes;
  }

  /**
   * A passphrase. Argon2id (RFC 9106) makes a key of it.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public static RepositorySecret passphrase(char[] passphrase) {
    if (passphrase.length == 0) {
      throw new IllegalArgumentException("The passphrase of a backup repository is empty.");
    }
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    Arrays.fill(encoded.array(), (byte) 0);
    return new RepositorySecret(true, bytes);
  }

  /**
   * The content of a key file: at least 32 random bytes.
   *
   * @throws IllegalArgumentException if there are fewer
   */
  public static RepositorySecret keyFile(byte[] content) {
    if (content.length < AesGcmSeal.KEY_LENGTH) {
      throw new IllegalArgumentException(
          "The key file of a backup repository has "
              + content.length
              + " bytes; it must have at least "
              + AesGcmSeal.KEY_LENGTH
              + " random bytes.");
    }
    return new RepositorySecret(false, content.clone());
  }

  boolean isPassphrase() {
    return passphrase;
  }

  /** The key that is made of this secret. */
  byte[] key(byte[] salt, Argon2 cost) {
    if (!passphrase) {
      return Sha256.of(salt, bytes);
    }
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(cost.kibibytes)
            .withIterations(cost.iterations)
            .withParallelism(cost.lanes)
            .build());
    byte[] key = new byte[AesGcmSeal.KEY_LENGTH];
    generator.generateBytes(bytes, key);
    return key;
  }

  /** The cost of a key that is made of a passphrase. */
  record Argon2(int kibibytes, int iterations, int lanes) {
    /** Some 100 ms on one core, and 32 MiB, so that it works in a small heap. */
    static final Argon2 DEFAULT = new Argon2(32 << 10, 3, 1);

    /** A file that was tampered with must not take all memory. */
    boolean isReasonable() {
      return kibibytes >= 8
          && kibibytes <= 1 << 20
          && iterations >= 1
          && iterations <= 1_000
          && lanes >= 1
          && lanes <= 64;
    }
  }

  @Override
  public String toString() {
    return passphrase ? "passphrase" : "key file";
  }
}
