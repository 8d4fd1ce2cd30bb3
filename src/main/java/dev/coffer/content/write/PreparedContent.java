package dev.coffer.content.write;

import dev.coffer.api.ContentHash;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to store. They are hashed once and compressed at most once, even if the transaction that
 * writes them is replayed. Created by {@link ContentWrites#prepare}; not thread-safe. The bytes are
 * not copied and must not change.
 */
public final class PreparedContent {
  private final int size;
  private final ContentHash hash;

  /** Released once there is a frame: an upload holds several of these, and memory may be short. */
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
    return Objects.requireNonNull(raw, "a content with a frame has released its bytes");
  }

  /** This content as one frame, which is made on demand. */
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
