package dev.coffer.record.write;

import dev.coffer.codec.Frames;

/**
 * The limit of the frames that are kept in their records.
 *
 * @param bytes the largest such frame, in bytes
 */
record InlineLimit(int bytes) {

  /** A value that is more than so many times as large is not tried to be compressed below it. */
  private static final int LARGEST_COMPRESSION = 16;

  boolean takes(byte[] frame) {
    return frame.length <= bytes;
  }

  /** Whether a value of this size, in raw bytes, may have a frame within the limit. */
  boolean mayTake(int rawSize) {
    return rawSize <= bytes * LARGEST_COMPRESSION;
  }

  /** Whether a value of this size, in raw bytes, has a frame within the limit in any case. */
  boolean surelyTakes(int rawSize) {
    return rawSize <= bytes - Frames.LONGEST_HEADER;
  }
}
