package dev.coffer.backup.store;

import dev.coffer.backup.DamagedRepositoryException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link BinaryWriter} wrote. Not thread-safe. All methods throw {@link
 * DamagedRepositoryException} if the bytes end too early or have no valid form.
 */
public final class BinaryReader {
  private final String source;
  private final ByteBuffer in;

  /**
   * Creates a reader.
   *
   * @param source the name of the file, for messages
   */
  public BinaryReader(String source, byte[] bytes) {
    this.source = source;
    this.in = ByteBuffer.wrap(bytes);
  }

  /** Reads a number that is not negative. */
  public long number() {
    long value = unsigned();
    if (value < 0) {
      throw damaged("a number is negative");
    }
    return value;
  }

  /** Reads a number between 0 and a maximum. */
  public int number(int maximum) {
    long value = number();
    if (value > maximum) {
      throw damaged("the number " + value + " is above " + maximum);
    }
    return (int) value;
  }

  /** Reads a number that may be negative. */
  public long signed() {
    long value = unsigned();
    return value >>> 1 ^ -(value & 1);
  }

  private long unsigned() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = one();
      // The tenth byte has room for one bit.
      if (shift == 63 && (next & 0xfe) != 0) {
        break;
      }
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw damaged("a number is too long");
  }

  private byte one() {
    if (!in.hasRemaining()) {
      throw damaged("it ends too early");
    }
    return in.get();
  }

  /** Reads bytes with their length. */
  public byte[] bytes() {
    return raw(number(in.remaining()));
  }

  /** Reads this many bytes. */
  public byte[] raw(int length) {
    if (length > in.remaining()) {
      throw damaged("it ends too early");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  /** Reads a text. */
  public String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
    } catch (CharacterCodingException e) {
      throw new DamagedRepositoryException(source, "a text is not UTF-8.", e);
    }
  }

  /** Reads a text that may be absent. */
  public @Nullable String optionalText() {
    return flag() ? text() : null;
  }

  /** Reads a number that may be absent. */
  public @Nullable Long optionalSigned() {
    return flag() ? signed() : null;
  }

  /** Reads true or false. */
  public boolean flag() {
    return number(1) == 1;
  }

  /** Reads all bytes that remain. */
  public byte[] rest() {
    return raw(in.remaining());
  }

  /** Reads the identity of a blob. */
  BlobId blobId() {
    byte[] bytes = raw(BlobId.LENGTH);
    if (!BlobKind.isKnown(bytes[0])) {
      throw damaged("it names a blob of the unknown kind " + bytes[0]);
    }
    return BlobId.of(bytes);
  }

  /** Requires that all bytes were read. */
  public void requireEnd() {
    if (in.hasRemaining()) {
      throw damaged("it has " + in.remaining() + " bytes after its end");
    }
  }

  private DamagedRepositoryException damaged(String problem) {
    return new DamagedRepositoryException(source, problem + ".");
  }
}
