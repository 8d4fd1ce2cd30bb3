package dev.coffer.content.read;

import dev.coffer.api.DamagedFrameException;
import dev.coffer.codec.frame.Frames;
import dev.coffer.content.part.Chunker;
import dev.coffer.content.part.Manifest;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The unchecked row of {@code coffer_frame} of one content.
 *
 * @param bytes the frame or the manifest; null if the row is missing
 * @param storedSize the length at the time of the write, in bytes; negative if the frame is marked
 *     as damaged
 */
// Not compared: it only carries bytes from the result of a query to their decoding.
@SuppressWarnings("ArrayRecordComponent")
record FetchedFrame(byte @Nullable [] bytes, int storedSize) {

  /** Reads a frame and its stored size from two columns. */
  static FetchedFrame read(ResultSet result, int column) throws SQLException {
    return new FetchedFrame(result.getBytes(column), result.getInt(column + 1));
  }

  boolean suspect() {
    return storedSize <= 0;
  }

  /**
   * The stored bytes, after a check of their length.
   *
   * @throws DamagedFrameException if the bytes are missing or have another length than when they
   *     were written
   */
  byte[] stored() {
    if (bytes == null) {
      throw new DamagedFrameException("its stored bytes are missing");
    }
    if (bytes.length != Math.abs(storedSize)) {
      throw new DamagedFrameException(
          bytes.length + " bytes are stored where " + Math.abs(storedSize) + " were written");
    }
    return bytes;
  }

  /**
   * The raw bytes.
   *
   * @throws DamagedFrameException if their number is not this size, or if their checksum is wrong
   */
  byte[] raw(long size) {
    byte[] frame = stored();
    if (size < 0 || size > Chunker.GREATEST) {
      throw new DamagedFrameException(
          "one frame is stored, and its row says that it has " + size + " bytes");
    }
    if (Manifest.is(frame)) {
      throw new DamagedFrameException("a list of parts is stored where one frame was");
    }
    return Frames.decode(frame, (int) size);
  }
}
