package dev.coffer.record.row;

import dev.coffer.api.DamagedFrameException;
import dev.coffer.codec.DictionarySource;
import dev.coffer.codec.Payload;
import java.util.function.Function;

/** The bytes of a record's value, as they were read. */
public sealed interface StoredBytes {

  /**
   * The raw bytes; not to be changed.
   *
   * @param dictionaries those of the record's collection
   */
  byte[] raw(DictionarySource dictionaries);

  /** What they weigh in memory, in bytes. */
  int weight();

  /**
   * One frame, inline in the record or the frame of a content of one part: compressed, good to be
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
  }

  /**
   * One frame as a cache gave it. A cache may hold what was damaged in the database once and is
   * mended there since; so damage found in it is a reason to ask the database.
   *
   * @param payload the frame
   * @param size the number of raw bytes it must have
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
  }

  /** The raw bytes of a content of many parts, put together: too large to be cached. */
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
