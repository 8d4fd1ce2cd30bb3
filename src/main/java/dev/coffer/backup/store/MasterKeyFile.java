package dev.coffer.backup.store;

import dev.coffer.api.CofferException;
import dev.coffer.backup.DamagedRepositoryException;
import dev.coffer.backup.RepositorySecret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The file {@code key} of an encrypted repository: the key of the repository, sealed by the key
 * that the secret makes. Another secret replaces this file alone.
 *
 * <p>It has the letters {@code CFRK}, the version 1, whether the secret is a passphrase, the salt
 * (16 bytes), the cost of Argon2id, and the sealed key.
 */
final class MasterKeyFile {
  static final String PATH = "key";

  private static final byte[] MAGIC = "CFRK".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int SALT_LENGTH = 16;

  private MasterKeyFile() {}

  static byte[] wrap(byte[] repositoryId, byte[] master, RepositorySecret secret) {
    byte[] salt = new byte[SALT_LENGTH];
    new SecureRandom().nextBytes(salt);
    SecretKeys.Argon2 cost = SecretKeys.Argon2.DEFAULT;
    BinaryWriter out =
        new BinaryWriter()
            .raw(MAGIC)
            .number(VERSION)
            .flag(secret.isPassphrase())
            .raw(salt)
            .number(cost.kibibytes())
            .number(cost.iterations())
            .number(cost.lanes());
    byte[] context = Sha256.of(repositoryId, out.toBytes());
    return out.bytes(new AesGcmSeal(SecretKeys.of(secret, salt, cost)).seal(master, context))
        .toBytes();
  }

  /**
   * Opens the key of the repository.
   *
   * @throws CofferException if the secret is another one
   */
  static byte[] unwrap(byte[] repositoryId, byte[] file, RepositorySecret secret) {
    BinaryReader in = new BinaryReader(PATH, file);
    if (!Arrays.equals(MAGIC, in.raw(MAGIC.length)) || in.number() != VERSION) {
      throw new DamagedRepositoryException(PATH, "it is not the key of a repository.");
    }
    boolean passphrase = in.flag();
    if (passphrase != secret.isPassphrase()) {
      throw new CofferException(
          "The backup repository is encrypted by a "
              + (passphrase ? "passphrase" : "key file")
              + ", but a "
              + secret
              + " was given.");
    }
    byte[] salt = in.raw(SALT_LENGTH);
    SecretKeys.Argon2 cost =
        new SecretKeys.Argon2(
            in.number(Integer.MAX_VALUE),
            in.number(Integer.MAX_VALUE),
            in.number(Integer.MAX_VALUE));
    if (!cost.isReasonable()) {
      throw new DamagedRepositoryException(PATH, "it asks for an unreasonable cost: " + cost + '.');
    }
    BinaryWriter before =
        new BinaryWriter()
            .raw(MAGIC)
            .number(VERSION)
            .flag(passphrase)
            .raw(salt)
            .number(cost.kibibytes())
            .number(cost.iterations())
            .number(cost.lanes());
    byte[] sealed = in.bytes();
    in.requireEnd();
    try {
      return new AesGcmSeal(SecretKeys.of(secret, salt, cost))
          .open(PATH, sealed, Sha256.of(repositoryId, before.toBytes()));
    } catch (DamagedRepositoryException e) {
      throw new CofferException(
          "The "
              + secret
              + " does not open the backup repository: it is another one, or the file '"
              + PATH
              + "' is damaged.",
          e);
    }
  }
}
