package dev.coffer.backup.snapshot;

import dev.coffer.backup.DamagedRepositoryException;
import dev.coffer.backup.store.BinaryReader;
import dev.coffer.backup.store.BinaryWriter;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Bytes compressed by Deflate (RFC 1950) after their length. Every Java platform has it, so that a
 * snapshot can be restored without the codec of the database that it comes from.
 */
final class Deflated {
  private static final int MAX_LENGTH = 1 << 28;

  private Deflated() {}

  static byte[] of(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] buffer = new byte[bytes.length + bytes.length / 1_000 + 64];
      int length = 0;
      while (!deflater.finished()) {
        if (length == buffer.length) {
          buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        length += deflater.deflate(buffer, length, buffer.length - length);
      }
      return new BinaryWriter().number(bytes.length).raw(Arrays.copyOf(buffer, length)).toBytes();
    } finally {
      deflater.end();
    }
  }

  /** The original bytes, with the name of their blob for messages. */
  static byte[] restore(String source, byte[] deflated) {
    BinaryReader in = new BinaryReader(source, deflated);
    byte[] bytes = new byte[in.number(MAX_LENGTH)];
    byte[] rest = in.rest();
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(rest);
      int length = 0;
      while (length < bytes.length && !inflater.needsInput() && !inflater.finished()) {
        length += inflater.inflate(bytes, length, bytes.length - length);
      }
      // One more call meets the end of the stream, and its checksum.
      if (length != bytes.length || inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
        throw new DamagedRepositoryException(source, "it has another length than it says.");
      }
      return bytes;
    } catch (DataFormatException e) {
      throw new DamagedRepositoryException(source, "it cannot be decompressed.", e);
    } finally {
      inflater.end();
    }
  }
}
