package dev.coffer.backup.store;

import dev.coffer.backup.DamagedRepositoryException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Seals the files of one repository: by checksums, or by encryption if the repository has a key.
 * Thread-safe.
 *
 * <p>Each sealed file begins with a header: the four letters {@code CFRB}, the version 1 of the
 * format, the kind of the file, and how it is sealed. In an encrypted repository a random key for
 * the file follows, sealed by the key of the repository; in another one, 16 random bytes. So no two
 * files have the same name: a new pack never has the name of one that is about to be deleted.
 */
final class RepositoryKey {
  private static final byte[] MAGIC = "CFRB".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION = 1;
  private static final byte CHECKSUM = 0;
  private static final byte AES_GCM = 1;
  private static final int PLAIN_HEADER = MAGIC.length + 3;
  private static final int SALT = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] repositoryId;
  private final @Nullable Seal master;

  /**
   * Creates a key.
   *
   * @param key the 32 bytes of the key; null for a repository without encryption
   */
  RepositoryKey(byte[] repositoryId, byte @Nullable [] key) {
    this.repositoryId = repositoryId.clone();
    this.master = key == null ? null : new AesGcmSeal(key);
  }

  /** A header and the seal of the file after it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Sealing(byte[] header, Seal seal) {}

  /** Begins a new file. */
  Sealing begin(FileKind kind) {
    byte[] header = Arrays.copyOf(MAGIC, PLAIN_HEADER);
    header[MAGIC.length] = VERSION;
    header[MAGIC.length + 1] = (byte) kind.code();
    header[MAGIC.length + 2] = master == null ? CHECKSUM : AES_GCM;
    if (master == null) {
      byte[] salt = new byte[SALT];
      RANDOM.nextBytes(salt);
      byte[] whole = joined(header, salt);
      return new Sealing(whole, bound(new ChecksumSeal(), whole));
    }
    byte[] key = AesGcmSeal.newKey();
    byte[] sealedKey = bound(master, header).seal(key, MAGIC);
    return new Sealing(joined(header, sealedKey), bound(new AesGcmSeal(key), header));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /** The number of bytes of a header. */
  int headerLength() {
    return PLAIN_HEADER + (master == null ? SALT : AesGcmSeal.KEY_LENGTH + 28);
  }

  /**
   * The seal of a file with this header.
   *
   * @param source the path of the file, for messages
   * @param start the first bytes of the file, at least {@link #headerLength}
   */
  Seal open(String source, FileKind kind, byte[] start) {
    if (start.length < headerLength()) {
      throw new DamagedRepositoryException(source, "it is shorter than its header.");
    }
    byte[] header = Arrays.copyOf(start, PLAIN_HEADER);
    if (!Arrays.equals(MAGIC, Arrays.copyOf(header, MAGIC.length))) {
      throw new DamagedRepositoryException(source, "it does not begin with CFRB.");
    }
    if (header[MAGIC.length] != VERSION) {
      throw new DamagedRepositoryException(
          source, "it has version " + header[MAGIC.length] + " of the format, which is unknown.");
    }
    byte sealing = master == null ? CHECKSUM : AES_GCM;
    if (header[MAGIC.length + 1] != kind.code() || header[MAGIC.length + 2] != sealing) {
      throw new DamagedRepositoryException(
          source, "its header is not that of a file in " + kind.directory() + '.');
    }
    if (master == null) {
      return bound(new ChecksumSeal(), Arrays.copyOf(start, headerLength()));
    }
    byte[] sealedKey = Arrays.copyOfRange(start, PLAIN_HEADER, headerLength());
    byte[] key = bound(master, header).open(source, sealedKey, MAGIC);
    return bound(new AesGcmSeal(key), header);
  }

  /** A seal whose contexts name the repository and the kind of the file. */
  private Seal bound(Seal seal, byte[] header) {
    byte[] prefix = joined(repositoryId, header);
    return new Seal() {
      @Override
      public byte[] seal(byte[] bytes, byte[] context) {
        return seal.seal(bytes, joined(prefix, context));
      }

      @Override
      public byte[] open(String source, byte[] sealed, byte[] context) {
        return seal.open(source, sealed, joined(prefix, context));
      }
    };
  }
}
