package dev.coffer.codec.zstd;

import dev.coffer.api.DamagedFrameException;

/**
 * The short form of a Zstandard frame. It omits constant and redundant bytes: a twentieth of a
 * value of a hundred bytes.
 *
 * <p>A full frame (RFC 8878, section 3.1.1, without magic number, content size, dictionary id and
 * checksum) begins with a zero descriptor byte and a window byte, whose high five bits contain the
 * window size. Each block begins with three bytes for its type, its size and the last-block flag.
 * The short form begins with the window byte. If there is one block, the three low bits of the
 * window byte contain its type, and the block follows without its three bytes. If there are several
 * blocks, these bits contain an unused type, and all blocks follow unchanged.
 */
final class ShortFrame {
  private static final int DESCRIPTOR = 1;
  private static final int WINDOW = 1;
  private static final int BLOCK_HEADER = 3;
  private static final int WINDOW_BITS = 0xf8;

  private static final int LAST = 1;
  private static final int UNCOMPRESSED = 0;
  private static final int COMPRESSED = 2;

  /** An unused block type, which marks several unchanged blocks. */
  private static final int AS_THEY_ARE = 3;

  private static final int MOST_OF_A_BLOCK = (1 << 21) - 1;

  private ShortFrame() {}

  /** Creates the short form of a frame. */
  static byte[] of(byte[] frame) {
    if (frame[0] != 0 || (frame[1] & ~WINDOW_BITS) != 0) {
      throw new IllegalStateException(
          "This release of zstd-jni writes another frame header; use the release that Coffer"
              + " requires.");
    }
    int header = (frame[2] & 0xff) | (frame[3] & 0xff) << 8 | (frame[4] & 0xff) << 16;
    int type = header >>> 1 & 3;
    int size = header >>> 3;
    int blocksAt = DESCRIPTOR + WINDOW;
    boolean single =
        (header & LAST) != 0
            && (type == UNCOMPRESSED || type == COMPRESSED)
            && frame.length == blocksAt + BLOCK_HEADER + size;
    int from = single ? blocksAt + BLOCK_HEADER : blocksAt;
    byte[] shorter = new byte[WINDOW + frame.length - from];
    shorter[0] = (byte) ((frame[1] & WINDOW_BITS) | (single ? type : AS_THEY_ARE));
    System.arraycopy(frame, from, shorter, WINDOW, frame.length - from);
    return shorter;
  }

  /** Restores the full frame from the short form. */
  static byte[] restore(byte[] source, int offset, int length) {
    if (length == 0) {
      throw new DamagedFrameException("A frame is damaged: its payload is empty.");
    }
    int type = source[offset] & ~WINDOW_BITS & 0xff;
    boolean single = type == UNCOMPRESSED || type == COMPRESSED;
    int stored = length - WINDOW;
    if (!single && type != AS_THEY_ARE) {
      throw new DamagedFrameException("A frame is damaged: its payload has an invalid block type.");
    }
    if (single && stored > MOST_OF_A_BLOCK) {
      throw new DamagedFrameException("A frame is damaged: its payload is larger than a block.");
    }
    byte[] frame = new byte[DESCRIPTOR + WINDOW + (single ? BLOCK_HEADER : 0) + stored];
    frame[1] = (byte) (source[offset] & WINDOW_BITS);
    if (single) {
      int header = stored << 3 | type << 1 | LAST;
      frame[2] = (byte) header;
      frame[3] = (byte) (header >>> 8);
      frame[4] = (byte) (header >>> 16);
    }
    System.arraycopy(source, offset + WINDOW, frame, frame.length - stored, stored);
    return frame;
  }
}
