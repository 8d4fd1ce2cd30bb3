package dev.coffer.record;

import dev.coffer.codec.Payload;

/** The bytes of a record's value, as they were read. */
sealed interface StoredBytes {

  /** The raw bytes; not to be changed. */
  byte[] raw();

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
    public byte[] raw() {
      return payload.raw();
    }

    @Override
    public int weight() {
      return payload.frame().length;
    }
  }

  /** The raw bytes of a content of many parts, put together: too large to be cached. */
  final class Whole implements StoredBytes {
    private final byte[] raw;

    Whole(byte[] raw) {
      this.raw = raw;
    }

    @Override
    public byte[] raw() {
      return raw;
    }

    @Override
    public int weight() {
      return raw.length;
    }
  }
}
