package dev.coffer.record.write;

import dev.coffer.codec.frame.Frames;

/**
 * The size limit of inline frames.
 *
 * @param bytes the size of the largest inline frame, in bytes
 */
record InlineLimit(int bytes) {

  /**
   * The largest expected ratio of compression: a value above the limit by more than this factor is
   * not compressed for an inline frame.
   */
  private static final int LARGEST_COMPRESSION = 16;

  boolean fits(byte[] frame) {
    return frame.length <= bytes;
  }

  /** Whether a value of this size, in raw bytes, may have a frame within the limit. */
  boolean mayFit(int rawSize) {
    return rawSize <= bytes * LARGEST_COMPRESSION;
  }

  /** Whether a value of this size, in raw bytes, has a frame within the limit in any case. */
  boolean alwaysFits(int rawSize) {
    return rawSize <= bytes - Frames.LONGEST_HEADER;
  }
}
