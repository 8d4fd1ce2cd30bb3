package dev.coffer.backup.store;

import dev.coffer.backup.RepositorySecret;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Makes the key that seals the key of a repository. Stateless. */
final class SecretKeys {

  private SecretKeys() {}

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

  /** A key of 32 bytes: by Argon2id (RFC 9106) of a passphrase, by SHA-256 of a key file. */
  static byte[] of(RepositorySecret secret, byte[] salt, Argon2 cost) {
    if (!secret.isPassphrase()) {
      return Sha256.of(salt, secret.bytes());
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
    generator.generateBytes(secret.bytes(), key);
    return key;
  }
}
