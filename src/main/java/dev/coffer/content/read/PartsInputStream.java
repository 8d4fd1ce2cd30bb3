package dev.coffer.content.read;

import dev.coffer.api.DatabaseOperationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.Objects;

/**
 * A stream of a content of parts, or of a range of it, decoded part by part. It holds no connection
 * between reads. Not thread-safe.
 */
final class PartsInputStream extends InputStream {
  private final PartReader parts;
  private final ReadEvents events;
  private long toSkip;
  private boolean skipping;
  private long remaining;
  private byte[] raw = new byte[0];
  private int next;
  private boolean closed;

  /** A stream of {@code length} bytes, after the first {@code toSkip} bytes of the reader. */
  PartsInputStream(PartReader parts, ReadEvents events, long toSkip, long length) {
    this.parts = parts;
    this.events = events;
    this.toSkip = toSkip;
    this.remaining = length;
  }

  @Override
  public int read() throws IOException {
    return prepare() ? take() : -1;
  }

  private int take() {
    remaining--;
    return raw[next++] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (!prepare()) {
      return -1;
    }
    int count = (int) Math.min(Math.min(length, raw.length - next), remaining);
    System.arraycopy(raw, next, into, offset, count);
    next += count;
    remaining -= count;
    return count;
  }

  /** Skips bytes at once; parts that are skipped completely are never read. */
  @Override
  public long skip(long count) throws IOException {
    requireOpen();
    long skipped = Math.min(Math.max(0, count), remaining);
    int ready = (int) Math.min(skipped, raw.length - next);
    next += ready;
    toSkip += skipped - ready;
    skipping |= skipped > ready;
    remaining -= skipped;
    return skipped;
  }

  /** The number of all remaining bytes, as for a file. */
  @Override
  public int available() throws IOException {
    requireOpen();
    return (int) Math.min(Integer.MAX_VALUE, remaining);
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    Objects.requireNonNull(out, "out");
    long count = 0;
    while (prepare()) {
      int length = (int) Math.min(raw.length - next, remaining);
      out.write(raw, next, length);
      next += length;
      remaining -= length;
      count += length;
    }
    return count;
  }

  @Override
  public void close() {
    closed = true;
    raw = new byte[0];
    next = 0;
  }

  /** Makes at least one byte available, unless the end is reached. */
  private boolean prepare() throws IOException {
    requireOpen();
    while (remaining > 0 && next == raw.length) {
      raw = nextPart();
      next = (int) Math.min(toSkip, raw.length);
      toSkip -= next;
    }
    return remaining > 0;
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("The stream of this content is closed.");
    }
  }

  private byte[] nextPart() {
    try {
      if (skipping) {
        toSkip -= parts.skip(toSkip);
        skipping = false;
      }
      PartReader.RawPart part = parts.next(toSkip + remaining);
      if (part == null) {
        throw new IllegalStateException("The parts ended " + remaining + " bytes too early.");
      }
      events.read(part.raw().length);
      return part.raw();
    } catch (DamageFound e) {
      throw events.damaged(e);
    } catch (SQLException e) {
      throw new DatabaseOperationException("A part could not be read.", e);
    }
  }
}
