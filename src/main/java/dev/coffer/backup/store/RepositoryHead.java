package dev.coffer.backup.store;

import dev.coffer.api.CofferException;
import dev.coffer.backup.DamagedRepositoryException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The file {@code repository}: what must be known before anything else can be read. It has the
 * letters {@code CFRH}, the version 1, the random id of the repository (16 bytes), whether it is
 * encrypted (1 byte), and the SHA-256 digest of these bytes.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RepositoryHead(byte[] id, boolean encrypted) {
  static final String PATH = "repository";

  private static final byte[] MAGIC = "CFRH".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION = 1;
  private static final int ID_LENGTH = 16;
  private static final String ADVICE =
      "Put back a copy of this file; without it nothing in the repository can be read.";
  private static final int LENGTH = MAGIC.length + 1 + ID_LENGTH + 1;

  static RepositoryHead newHead(boolean encrypted) {
    byte[] id = new byte[ID_LENGTH];
    new SecureRandom().nextBytes(id);
    return new RepositoryHead(id, encrypted);
  }

  byte[] toBytes() {
    byte[] bytes = Arrays.copyOf(MAGIC, LENGTH + Sha256.LENGTH);
    bytes[MAGIC.length] = VERSION;
    System.arraycopy(id, 0, bytes, MAGIC.length + 1, ID_LENGTH);
    bytes[LENGTH - 1] = (byte) (encrypted ? 1 : 0);
    byte[] digest = Sha256.of(Arrays.copyOf(bytes, LENGTH));
    System.arraycopy(digest, 0, bytes, LENGTH, Sha256.LENGTH);
    return bytes;
  }

  /**
   * Requires that a directory without a head has no data of a repository either.
   *
   * @throws DamagedRepositoryException if it has
   */
  static void requireNoData(RepositoryFiles files) {
    for (FileKind each : FileKind.values()) {
      if (!files.names(each).isEmpty()) {
        throw new DamagedRepositoryException(
            PATH, "it is missing, although there are files in " + each.directory() + ". " + ADVICE);
      }
    }
  }

  /**
   * Reads the head of a repository.
   *
   * @throws CofferException if there is no repository
   */
  static RepositoryHead read(RepositoryFiles files) {
    if (!files.exists(PATH)) {
      requireNoData(files);
      throw new CofferException(
          "There is no backup repository at "
              + files.root()
              + ": it has no file '"
              + PATH
              + "'. Check the path, or create a repository there.");
    }
    byte[] bytes = files.read(PATH);
    if (bytes.length != LENGTH + Sha256.LENGTH
        || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      throw new DamagedRepositoryException(PATH, "it is not the head of a repository. " + ADVICE);
    }
    byte[] digest = Arrays.copyOfRange(bytes, LENGTH, bytes.length);
    if (!MessageDigest.isEqual(digest, Sha256.of(Arrays.copyOf(bytes, LENGTH)))) {
      throw new DamagedRepositoryException(PATH, "a checksum does not match. " + ADVICE);
    }
    if (bytes[MAGIC.length] != VERSION) {
      throw new CofferException(
          "The backup repository at "
              + files.root()
              + " has version "
              + bytes[MAGIC.length]
              + " of the format; this release knows version "
              + VERSION
              + ". Use a newer release.");
    }
    byte[] id = Arrays.copyOfRange(bytes, MAGIC.length + 1, MAGIC.length + 1 + ID_LENGTH);
    return new RepositoryHead(id, bytes[LENGTH - 1] == 1);
  }
}
