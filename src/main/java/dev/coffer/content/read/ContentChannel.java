package dev.coffer.content.read;

import dev.coffer.api.DatabaseOperationException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A read-only channel of a content. It keeps the part of the last read decoded, so that reads near
 * one another reach the database once for each part, and holds no connection between reads. Not
 * thread-safe.
 */
final class ContentChannel implements SeekableByteChannel {
  private final @Nullable PartReader parts;
  private final ReadEvents events;
  private final long size;
  private long position;
  private byte[] raw;
  private long rawStart;
  private boolean closed;

  /** A channel of a content of one frame. The bytes are not copied. */
  ContentChannel(byte[] raw, ReadEvents events) {
    this.parts = null;
    this.events = events;
    this.size = raw.length;
    this.raw = raw;
  }

  /** A channel of a content of parts. */
  ContentChannel(PartReader parts, long size, ReadEvents events) {
    this.parts = parts;
    this.events = events;
    this.size = size;
    this.raw = new byte[0];
  }

  /** Reads until the buffer is full or the content ends. */
  @Override
  public int read(ByteBuffer into) throws ClosedChannelException {
    Objects.requireNonNull(into, "The argument 'into' is null.");
    requireOpen();
    if (position >= size) {
      return into.hasRemaining() ? -1 : 0;
    }
    int count = 0;
    while (into.hasRemaining() && position < size) {
      if (position < rawStart || position >= rawStart + raw.length) {
        load(into.remaining());
      }
      int from = (int) (position - rawStart);
      int length = Math.min(into.remaining(), raw.length - from);
      into.put(raw, from, length);
      position += length;
      count += length;
    }
    return count;
  }

  /** Loads the part at the position, in one query with the following ones that are wanted. */
  private void load(int wanted) {
    PartReader reader = Objects.requireNonNull(parts, "one frame has all bytes");
    try {
      reader.seek(position);
      PartReader.RawPart part = reader.next(wanted);
      if (part == null) {
        throw new IllegalStateException("The parts ended before the byte " + position + ".");
      }
      events.read(part.raw().length);
      raw = part.raw();
      rawStart = part.part().offset();
    } catch (DamageFound e) {
      throw events.damaged(e);
    } catch (SQLException e) {
      throw new DatabaseOperationException("A part could not be read.", e);
    }
  }

  @Override
  public long position() throws ClosedChannelException {
    requireOpen();
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws ClosedChannelException {
    requireOpen();
    if (newPosition < 0) {
      throw new IllegalArgumentException(
          "A position in a content is 0 or later, not " + newPosition + ".");
    }
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws ClosedChannelException {
    requireOpen();
    return size;
  }

  @Override
  public int write(ByteBuffer from) throws ClosedChannelException {
    requireOpen();
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) throws ClosedChannelException {
    requireOpen();
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() {
    closed = true;
    raw = new byte[0];
  }

  private void requireOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }
}
