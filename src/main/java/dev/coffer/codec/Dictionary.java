package dev.coffer.codec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bytes that values of one kind have in common, given to the codec beforehand so that small values
 * need not repeat them. Immutable and thread-safe; made ready for a codec when it is first used.
 *
 * <p>Its id is a part of the hash of its bytes, and short because every frame has it. The keeper of
 * dictionaries gives no two of a collection the same id. Where that fails, the checksum of a frame
 * tells.
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

  /** The dictionary of these bytes, which are copied. */
  public static Dictionary of(byte[] bytes) {
    byte[] own = bytes.clone();
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(own);
      return new Dictionary(own, Arrays.copyOf(hash, ID_LENGTH));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256; this one does not.", e);
    }
  }

  /** The first 4 bytes of the SHA-256 of its bytes, in hexadecimal digits. */
  public String id() {
    return HexFormat.of().formatHex(id);
  }

  /** A copy of its bytes. */
  public byte[] bytes() {
    return bytes.clone();
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
