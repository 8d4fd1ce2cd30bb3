package dev.coffer.codec;

import java.util.Optional;

/**
 * A way to compress bytes: what a frame's payload was made by. Implementations are thread-safe and
 * have no state that a reader would need: a frame and its codec are enough to get the bytes back.
 *
 * <p>Coffer brings Brotli, and Zstandard where zstd-jni is on the class path. Another codec joins
 * by {@link java.util.ServiceLoader}; once frames of it are stored, its id must never mean anything
 * else.
 */
public interface Codec {

  /**
   * The number by which frames name this codec: 1 to 15. 1 to 7 are Coffer's own (1 is Brotli, 2 is
   * Zstandard); 8 to 15 are free for codecs of an application.
   */
  int id();

  /** The name of this codec in messages and statistics, such as {@code brotli}. */
  String name();

  /**
   * Whether its library is here at all. One that is absent is no fault: what it lacks is told only
   * to who reads a frame of it. Must not fail. Asked once.
   */
  default boolean isPresent() {
    return true;
  }

  /**
   * Why this codec does not work here and what to add so that it does; empty where it works. Must
   * not fail. Asked once.
   */
  Optional<String> problem();

  /**
   * Compresses bytes. Asked only where there is no {@link #problem()}. May give more than it got.
   */
  byte[] compress(byte[] raw);

  /**
   * Compresses bytes into as few as it can, whatever time that takes: for what is read often and
   * written no more. By default as {@link #compress} does.
   */
  default byte[] compressDensely(byte[] raw) {
    return compress(raw);
  }

  /**
   * Decompresses a part of an array, which may hold anything: it was not checked before.
   *
   * @param source the array, not to be changed
   * @param offset where the compressed bytes begin
   * @param length how many there are; all of them must belong to the result
   * @param rawLength how many bytes must result, at most {@link Frames#MAX_RAW_LENGTH}; the claim
   *     of the frame, so no more may ever be produced, and so much not be allocated on its word
   *     alone
   * @return exactly {@code rawLength} bytes
   * @throws dev.coffer.api.DamagedFrameException if they do not decompress to that many bytes
   */
  byte[] decompress(byte[] source, int offset, int length, int rawLength);
}
