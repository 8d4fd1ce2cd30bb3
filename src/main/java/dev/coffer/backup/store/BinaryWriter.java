package dev.coffer.backup.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of which the files of a repository consist. Not thread-safe.
 *
 * <p>A number without a sign is stored in groups of 7 bits, the lowest first; the high bit of a
 * byte tells that another byte follows (LEB128). A signed number becomes one without a sign by
 * zig-zag. Bytes and texts (UTF-8) follow their length.
 */
public final class BinaryWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Writes a number that is not negative. */
  public BinaryWriter number(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("The number " + value + " is negative.");
    }
    return unsigned(value);
  }

  /** Writes a number that may be negative. */
  public BinaryWriter signed(long value) {
    return unsigned((value << 1) ^ (value >> 63));
  }

  private BinaryWriter unsigned(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  /** Writes bytes with their length. */
  public BinaryWriter bytes(byte[] bytes) {
    number(bytes.length);
    return raw(bytes);
  }

  /** Writes bytes without their length. */
  public BinaryWriter raw(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
    return this;
  }

  /** Writes a text. */
  public BinaryWriter text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes whether a value is present, and the value. */
  public BinaryWriter optionalText(@Nullable String text) {
    number(text == null ? 0 : 1);
    return text == null ? this : text(text);
  }

  /** Writes whether a value is present, and the value. */
  public BinaryWriter optionalSigned(@Nullable Long value) {
    number(value == null ? 0 : 1);
    return value == null ? this : signed(value);
  }

  /** Writes true or false. */
  public BinaryWriter flag(boolean value) {
    return number(value ? 1 : 0);
  }

  /** The number of bytes that were written. */
  public int size() {
    return out.size();
  }

  /** All bytes that were written. */
  public byte[] toBytes() {
    return out.toByteArray();
  }
}
