package dev.coffer.codec;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stored bytes in the form of their frame, decoded on demand. Immutable and thread-safe; two
 * payloads are equal when their raw bytes are.
 *
 * <p>Decoded bytes are never kept in it: a cache shares it by reference and weighs only the frame.
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

  /** Encodes these bytes into a frame, compressed where that saves. */
  public static Payload of(byte[] raw) {
    return new Payload(Frames.encode(raw));
  }

  /** Takes over a frame as it was stored; its checksum is checked when it is decoded. */
  public static Payload ofFrame(byte[] frame) {
    return new Payload(frame);
  }

  /** The frame itself, not a copy: not to be changed. */
  public byte[] frame() {
    return frame;
  }

  /**
   * Decodes the raw bytes, anew at each call.
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
   * @throws dev.coffer.api.DictionaryUnavailableException if its dictionary is not there
   */
  public byte[] raw(DictionarySource dictionaries) {
    return Frames.decode(frame, dictionaries);
  }

  /** The number of raw bytes, as the frame's header tells it. */
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
