package dev.coffer.content;

import dev.coffer.api.ContentHash;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way into the store, hashed once and compressed at most once however often the
 * transaction that writes them is replayed. Made by {@link ContentEngine#prepare}; not thread-safe.
 * The bytes are not copied and must not change.
 */
public final class PreparedContent {
  private final byte[] raw;
  private final ContentHash hash;
  private final byte @Nullable [] given;
  private byte @Nullable [] frame;

  PreparedContent(byte[] raw, ContentHash hash, byte @Nullable [] given) {
    this.raw = raw;
    this.hash = hash;
    this.given = given;
  }

  /** The hash of the bytes. */
  public ContentHash hash() {
    return hash;
  }

  /** The number of bytes. */
  public int size() {
    return raw.length;
  }

  byte[] raw() {
    return raw;
  }

  /** This content as one frame, which is made when it is asked for. */
  NewContent framedBy(FrameEncoder encoder) {
    return new NewContent(hash, raw.length, () -> frame(encoder));
  }

  private byte[] frame(FrameEncoder encoder) {
    if (frame == null) {
      frame = given == null ? encoder.encode(raw) : encoder.counted(raw, given);
    }
    return frame;
  }
}
