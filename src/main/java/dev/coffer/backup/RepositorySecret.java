package dev.coffer.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

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

  /**
   * The passphrase in the first line of a file in UTF-8.
   *
   * @throws IllegalArgumentException if the file cannot be read, or the line is empty
   */
  public static RepositorySecret passphraseIn(Path file) {
    Objects.requireNonNull(file, "The argument 'file' is null.");
    byte[] content = read("passphrase", file);
    CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(content));
    Arrays.fill(content, (byte) 0);
    int length = 0;
    while (length < text.length() && text.charAt(length) != '\n' && text.charAt(length) != '\r') {
      length++;
    }
    char[] line = new char[length];
    text.get(line);
    try {
      return passphrase(line);
    } finally {
      Arrays.fill(line, '\0');
    }
  }

  /**
   * The content of the key file with this path: at least 32 random bytes.
   *
   * @throws IllegalArgumentException if the file cannot be read, or has fewer bytes
   */
  public static RepositorySecret keyFile(Path file) {
    Objects.requireNonNull(file, "The argument 'file' is null.");
    return keyFile(read("key", file));
  }

  private static byte[] read(String kind, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The " + kind + " file " + file + " of a backup repository cannot be read.", e);
    }
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
