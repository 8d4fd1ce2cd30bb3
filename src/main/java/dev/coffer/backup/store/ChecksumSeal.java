package dev.coffer.backup.store;

import dev.coffer.backup.DamagedRepositoryException;
import java.security.MessageDigest;
import java.util.Arrays;

/** A seal without encryption: the bytes, and the SHA-256 digest of the context and the bytes. */
final class ChecksumSeal implements Seal {

  @Override
  public byte[] seal(byte[] bytes, byte[] context) {
    byte[] sealed = Arrays.copyOf(bytes, bytes.length + Sha256.LENGTH);
    System.arraycopy(Sha256.of(context, bytes), 0, sealed, bytes.length, Sha256.LENGTH);
    return sealed;
  }

  @Override
  public byte[] open(String source, byte[] sealed, byte[] context) {
    int length = sealed.length - Sha256.LENGTH;
    if (length < 0) {
      throw new DamagedRepositoryException(source, "a part of it is too short.");
    }
    byte[] bytes = Arrays.copyOf(sealed, length);
    byte[] digest = Arrays.copyOfRange(sealed, length, sealed.length);
    if (!MessageDigest.isEqual(digest, Sha256.of(context, bytes))) {
      throw new DamagedRepositoryException(source, "a checksum does not match.");
    }
    return bytes;
  }
}
