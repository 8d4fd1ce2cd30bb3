package dev.coffer.content.read;

import dev.coffer.api.DamagedFrameException;
import dev.coffer.codec.Frames;
import dev.coffer.content.part.Chunker;
import dev.coffer.content.part.Manifest;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What {@code coffer_frame} holds for one content, unchecked.
 *
 * @param bytes the frame or the manifest; null where the row is missing
 * @param storedSize how long it was when it was written; negative if it is marked as damaged
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
   * The bytes as they were written, as far as their length tells.
   *
   * @throws DamagedFrameException if they are missing or of another length than when written
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
   * @throws DamagedFrameException if they are not this many, or their checksum is not right
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
