package dev.coffer.record.row;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.codec.frame.Frames;
import dev.coffer.codec.frame.Payload;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The bytes of a record's value in the form in which they were read. */
public sealed interface StoredBytes {

  /**
   * The raw bytes, which must not be changed.
   *
   * @param dictionaries the dictionaries of the record's collection
   */
  byte[] raw(DictionarySource dictionaries);

  /** The size in memory, in bytes. */
  int weight();

  /** The bytes as one frame; null if they are raw. */
  default @Nullable Payload payload() {
    return null;
  }

  /** The id of the dictionary that the bytes need; null if they need none or are damaged. */
  default @Nullable String dictionary() {
    return null;
  }

  private static @Nullable String dictionaryOf(Payload payload) {
    try {
      return Frames.dictionary(payload.frame());
    } catch (DamagedFrameException | CodecUnavailableException e) {
      return null;
    }
  }

  /**
   * One frame, inline in the record or of a content of one part. It is compressed and can be
   * cached.
   *
   * @param payload the frame
   */
  record Framed(Payload payload) implements StoredBytes {
    @Override
    public byte[] raw(DictionarySource dictionaries) {
      return payload.raw(dictionaries);
    }

    @Override
    public int weight() {
      return payload.frame().length;
    }

    @Override
    public @Nullable String dictionary() {
      return dictionaryOf(payload);
    }
  }

  /**
   * One frame from a cache. A cache may still hold a frame that was damaged in the database and has
   * been repaired there since. So if the frame is damaged, the bytes are read from the database.
   *
   * @param payload the frame
   * @param size the required number of raw bytes
   * @param anew reads the raw bytes from the database
   */
  record Cached(Payload payload, long size, Function<DictionarySource, byte[]> anew)
      implements StoredBytes {
    @Override
    public byte[] raw(DictionarySource dictionaries) {
      try {
        byte[] raw = payload.raw(dictionaries);
        return raw.length == size ? raw : anew.apply(dictionaries);
      } catch (DamagedFrameException e) {
        return anew.apply(dictionaries);
      }
    }

    @Override
    public int weight() {
      return payload.frame().length;
    }

    @Override
    public @Nullable String dictionary() {
      return dictionaryOf(payload);
    }
  }

  /** The joined raw bytes of a content of several parts, which is too large to be cached. */
  final class Whole implements StoredBytes {
    private final byte[] raw;

    public Whole(byte[] raw) {
      this.raw = raw;
    }

    @Override
    public byte[] raw(DictionarySource dictionaries) {
      return raw;
    }

    @Override
    public int weight() {
      return raw.length;
    }
  }
}
