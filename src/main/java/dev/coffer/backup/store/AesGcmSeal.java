package dev.coffer.backup.store;

import dev.coffer.backup.DamagedRepositoryException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A seal by AES-256-GCM: a random nonce of 12 bytes, the encrypted bytes, and a tag of 16 bytes.
 * The context is the associated data. A key seals the blobs of one pack only, so that random nonces
 * do not repeat (NIST SP 800-38D, section 8.3, allows 2<sup>32</sup> for a key).
 */
final class AesGcmSeal implements Seal {
  static final int KEY_LENGTH = 32;

  private static final int NONCE_LENGTH = 12;
  private static final int TAG_LENGTH = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;

  AesGcmSeal(byte[] key) {
    if (key.length != KEY_LENGTH) {
      throw new IllegalArgumentException("A key has " + KEY_LENGTH + " bytes.");
    }
    this.key = new SecretKeySpec(key, "AES");
  }

  /** A new random key. */
  static byte[] newKey() {
    byte[] key = new byte[KEY_LENGTH];
    RANDOM.nextBytes(key);
    return key;
  }

  @Override
  public byte[] seal(byte[] bytes, byte[] context) {
    byte[] nonce = new byte[NONCE_LENGTH];
    RANDOM.nextBytes(nonce);
    byte[] sealed = new byte[NONCE_LENGTH + bytes.length + TAG_LENGTH];
    System.arraycopy(nonce, 0, sealed, 0, NONCE_LENGTH);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, 0);
      cipher.updateAAD(context);
      cipher.doFinal(bytes, 0, bytes.length, sealed, NONCE_LENGTH);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK cannot encrypt by AES-256-GCM.", e);
    }
  }

  @Override
  public byte[] open(String source, byte[] sealed, byte[] context) {
    if (sealed.length < NONCE_LENGTH + TAG_LENGTH) {
      throw new DamagedRepositoryException(source, "a part of it is too short.");
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, sealed, 0);
      cipher.updateAAD(context);
      return cipher.doFinal(sealed, NONCE_LENGTH, sealed.length - NONCE_LENGTH);
    } catch (GeneralSecurityException e) {
      throw new DamagedRepositoryException(
          source, "a part of it cannot be decrypted by the key of the repository.", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, int offset) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_LENGTH * 8, nonce, offset, NONCE_LENGTH));
    return cipher;
  }
}
