package dev.coffer.codec;

import java.util.Optional;

/**
 * A compression algorithm for the payload of frames. Implementations are thread-safe. They must not
 * keep state that a reader needs: a frame and its codec are enough to decode the bytes.
 *
 * <p>Coffer contains Zstandard and Brotli. The {@link java.util.ServiceLoader} finds further
 * codecs. After frames of a codec are stored, its id must never be used for another codec.
 */
public interface Codec {

  /**
   * The id of this codec in frames, 1 to 15. Ids 1 to 7 are reserved for Coffer (1 is Brotli, 2 is
   * Zstandard); 8 to 15 are for codecs of an application.
   */
  int id();

  /** The name of this codec in messages and statistics, such as {@code brotli}. */
  String name();

  /**
   * The reason why this codec is not available and the dependency to add; empty if it is available.
   * Must not throw. Called at most once, before the first use of the codec, so that a native
   * library is loaded only when it is needed.
   */
  Optional<String> problem();

  /**
   * Compresses bytes. Called only if there is no {@link #problem()}. The result may be longer than
   * the input.
   */
  byte[] compress(byte[] raw);

  /**
   * Compresses bytes as densely as possible, regardless of the time. It is for data that is read
   * often and no longer written. The default implementation calls {@link #compress}.
   */
  default byte[] compressDensely(byte[] raw) {
    return compress(raw);
  }

  /**
   * Decompresses a part of an array. The input is unchecked and may contain anything.
   *
   * @param source the array; must not be changed
   * @param offset the position of the first compressed byte
   * @param length the number of compressed bytes; the decoder must consume all of them
   * @param rawLength the expected number of raw bytes, at most 64 MiB. The number comes from the
   *     frame, so never produce more bytes, and do not allocate this many bytes before the data
   *     confirms them
   * @return exactly {@code rawLength} bytes
   * @throws dev.coffer.api.DamagedFrameException if the bytes do not decompress to exactly this
   *     many bytes
   */
  byte[] decompress(byte[] source, int offset, int length, int rawLength);
}
