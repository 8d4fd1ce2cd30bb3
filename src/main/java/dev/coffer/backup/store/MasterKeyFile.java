package dev.coffer.backup.store;

import dev.coffer.api.CofferException;
import dev.coffer.backup.DamagedRepositoryException;
import dev.coffer.backup.RepositorySecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The file {@code key} of an encrypted repository: the key of the repository, sealed by the key
 * that the secret makes. Another secret replaces this file alone.
 *
 * <p>It has the letters {@code CFRK}, the version 1, whether the secret is a passphrase, the salt
 * (16 bytes), the cost of Argon2id, the sealed key, and the SHA-256 digest of these bytes.
 */
final class MasterKeyFile {
  static final String PATH = "key";

  private static final byte[] MAGIC = "CFRK".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int SALT_LENGTH = 16;
  private static final String ADVICE =
      "Put back a copy of this file; without it nothing in the repository can be read.";

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
    byte[] bytes =
        out.bytes(new AesGcmSeal(SecretKeys.of(secret, salt, cost)).seal(master, context))
            .toBytes();
    return new BinaryWriter().raw(bytes).raw(Sha256.of(bytes)).toBytes();
  }

  /**
   * Checks the file without a secret.
   *
   * @throws DamagedRepositoryException if it is missing or damaged
   */
  static byte[] read(RepositoryFiles files) {
    byte[] file;
    try {
      file = files.read(PATH);
    } catch (DamagedRepositoryException e) {
      throw new DamagedRepositoryException(PATH, "it is missing. " + ADVICE, e);
    }
    int length = Math.max(0, file.length - Sha256.LENGTH);
    byte[] digest = Arrays.copyOfRange(file, length, file.length);
    if (!MessageDigest.isEqual(digest, Sha256.of(Arrays.copyOf(file, length)))) {
      throw new DamagedRepositoryException(PATH, "a checksum does not match. " + ADVICE);
    }
    return Arrays.copyOf(file, length);
  }

  /**
   * Opens the key of the repository.
   *
   * @throws CofferException if the secret is another one
   */
  static byte[] unwrap(byte[] repositoryId, RepositoryFiles files, RepositorySecret secret) {
    BinaryReader in = new BinaryReader(PATH, read(files));
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
              + " does not open the backup repository: it is another one, or the files '"
              + RepositoryHead.PATH
              + "' and '"
              + PATH
              + "' do not belong together.",
          e);
    }
  }
}
