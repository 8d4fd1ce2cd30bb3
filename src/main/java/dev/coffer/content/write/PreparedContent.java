package dev.coffer.content.write;

import dev.coffer.api.ContentHash;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way into the store, hashed once and compressed at most once however often the
 * transaction that writes them is replayed. Made by {@link ContentWrites#prepare}; not thread-safe.
 * The bytes are not copied and must not change.
 */
public final class PreparedContent {
  private final int size;
  private final ContentHash hash;

  /**
   * Let go of once there is a frame: an upload holds several of these, and may have little room.
   */
  private byte @Nullable [] raw;

  private final byte @Nullable [] given;
  private byte @Nullable [] frame;

  PreparedContent(byte[] raw, ContentHash hash, byte @Nullable [] given) {
    this.raw = raw;
    this.size = raw.length;
    this.hash = hash;
    this.given = given;
  }

  /** The hash of the bytes. */
  public ContentHash hash() {
    return hash;
  }

  /** The number of bytes. */
  public int size() {
    return size;
  }

  /** The bytes; only until there is a frame. */
  byte[] raw() {
    return Objects.requireNonNull(raw, "a content that has a frame has let go of its bytes");
  }

  /** This content as one frame, which is made when it is asked for. */
  NewContent framedBy(FrameEncoder encoder) {
    return new NewContent(hash, size, () -> frame(encoder));
  }

  private byte[] frame(FrameEncoder encoder) {
    byte[] made = frame;
    if (made == null) {
      made = given == null ? encoder.encode(raw()) : encoder.counted(raw(), given);
      frame = made;
      raw = null;
    }
    return made;
  }
}
