package dev.coffer.codec.frame;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stored bytes in the form of their frame, decoded on demand. Immutable and thread-safe. Two
 * payloads are equal if their raw bytes are equal.
 *
 * <p>A payload never keeps decoded bytes, so a cache can share it by reference and measure only the
 * frame.
 */
public final class Payload implements Externalizable {
  private static final long serialVersionUID = 1L;

  private byte[] frame;

  /** For deserialisation only. */
  public Payload() {
    this.frame = new byte[0];
  }

  private Payload(byte[] frame) {
    this.frame = frame;
  }

  /** Encodes bytes as a frame, compressed if that saves space. */
  public static Payload of(byte[] raw) {
    return new Payload(Frames.encode(raw));
  }

  /** Wraps a stored frame without a copy. Its checksum is verified when it is decoded. */
  public static Payload ofFrame(byte[] frame) {
    return new Payload(frame);
  }

  /** The frame itself, not a copy. It must not be changed. */
  public byte[] frame() {
    return frame;
  }

  /**
   * Decodes the raw bytes. Each call decodes them again.
   *
   * @throws dev.coffer.api.DamagedFrameException if the frame is damaged
   */
  public byte[] raw() {
    return Frames.decode(frame);
  }

  /**
   * Decodes the raw bytes of a frame that may need a dictionary.
   *
   * @throws dev.coffer.api.DamagedFrameException if the frame is damaged
   * @throws dev.coffer.api.DictionaryUnavailableException if its dictionary is not available
   */
  public byte[] raw(DictionarySource dictionaries) {
    return Frames.decode(frame, dictionaries);
  }

  /** The number of raw bytes from the frame's header. */
  public int rawLength() {
    return Frames.rawLength(frame);
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeInt(frame.length);
    out.write(frame);
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    byte[] read = new byte[in.readInt()];
    in.readFully(read);
    frame = read;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Payload that
        && (Arrays.equals(frame, that.frame)
            || (rawLength() == that.rawLength() && Arrays.equals(raw(), that.raw())));
  }

  @Override
  public int hashCode() {
    return rawLength();
  }

  @Override
  public String toString() {
    return "Payload[" + frame.length + " bytes stored]";
  }
}
