package dev.coffer.backup;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What opens an encrypted repository: a passphrase, or the bytes of a key file. Immutable. Its text
 * form has no secret.
 */
public final class RepositorySecret {
  private static final int LEAST_KEY_FILE = 32;
  private static final int MOST_BYTES_OF_CHAR = 3;

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
    byte[] buffer = new byte[passphrase.length * MOST_BYTES_OF_CHAR];
    ByteBuffer encoded = ByteBuffer.wrap(buffer);
    CoderResult result =
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(passphrase), encoded, true);
    if (result.isError()) {
      throw new IllegalArgumentException(
          "The passphrase of a backup repository has an incomplete surrogate pair.");
    }
    byte[] bytes = Arrays.copyOf(buffer, encoded.position());
    Arrays.fill(buffer, (byte) 0);
    return new RepositorySecret(true, bytes);
  }

  /**
   * The content of a key file: at least 32 random bytes.
   *
   * @throws IllegalArgumentException if there are fewer
   */
  public static RepositorySecret keyFile(byte[] content) {
    if (content.length < LEAST_KEY_FILE) {
      throw new IllegalArgumentException(
          "The key file of a backup repository has "
              + content.length
              + " bytes; it must have at least "
              + LEAST_KEY_FILE
              + " random bytes.");
    }
    return new RepositorySecret(false, content.clone());
  }

  /** Whether this is a passphrase. */
  public boolean isPassphrase() {
    return passphrase;
  }

  /** A copy of the secret bytes, from which Coffer makes the key. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return passphrase ? "passphrase" : "key file";
  }
}
