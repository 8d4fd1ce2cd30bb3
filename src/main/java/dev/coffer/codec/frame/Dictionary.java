package dev.coffer.codec.frame;

import dev.coffer.codec.DictionaryCodec;
import dev.coffer.codec.PreparedDictionary;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A compression dictionary: bytes that similar values have in common. The codec receives them
 * separately, so that small values do not repeat them. Immutable and thread-safe. It is prepared
 * for a codec at its first use.
 *
 * <p>Its id is a part of the hash of its bytes. The id is short because every frame contains it.
 * {@code Dictionaries} ensures that no two dictionaries of a collection have the same id. The
 * checksum of a frame detects a wrong dictionary.
 */
public final class Dictionary {
  /** The length of an id, in bytes. */
  static final int ID_LENGTH = 4;

  private final byte[] bytes;
  private final byte[] id;
  private final Map<Integer, PreparedDictionary> prepared = new ConcurrentHashMap<>();

  private Dictionary(byte[] bytes, byte[] id) {
    this.bytes = bytes;
    this.id = id;
  }

  /** Creates a dictionary of these bytes; they are copied. */
  public static Dictionary of(byte[] bytes) {
    byte[] own = bytes.clone();
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(own);
      return new Dictionary(own, Arrays.copyOf(hash, ID_LENGTH));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256; this one does not.", e);
    }
  }

  /** The id: the first 4 bytes of the SHA-256 hash of its bytes, as hexadecimal digits. */
  public String id() {
    return HexFormat.of().formatHex(id);
  }

  /** A copy of its bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The number of its bytes. */
  public int length() {
    return bytes.length;
  }

  byte[] idBytes() {
    return id;
  }

  PreparedDictionary preparedFor(DictionaryCodec codec) {
    PreparedDictionary known = prepared.get(codec.id());
    return known != null
        ? known
        : prepared.computeIfAbsent(codec.id(), each -> codec.prepare(bytes));
  }
}
