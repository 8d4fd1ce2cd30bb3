package dev.coffer.content.write;

import dev.coffer.api.ContentSourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stream to store, read once from its beginning to its end. Not thread-safe.
 *
 * <p>The stream is the host's, so its results are checked: a wrong result must not count as the
 * end, because then too few bytes would be stored. The bulk read is the only method that is used.
 * The methods that the JDK builds on it treat a zero as the end ({@code SequenceInputStream}) or
 * repeat the read for ever ({@code readNBytes}). The single-byte read of many streams turns the
 * zero into an end or into a byte that never existed.
 */
public final class Source {

  /**
   * The largest number of reads in a row that may return 0 bytes. The contract allows none, but
   * streams over channels or native libraries return some.
   */
  static final int MOST_ZEROS = 100;

  /** The length of the buffer of the first read. */
  private static final int FIRST_READ = 16 << 10;

  private final InputStream stream;
  private byte[] head = new byte[0];
  private int headTaken;
  private boolean ended;

  public Source(InputStream stream) {
    this.stream = stream;
  }

  public static Source of(byte[] bytes) {
    return new Source(new ByteArrayInputStream(bytes));
  }

  /**
   * The first bytes, at most this many. They are not copied, and will be read again.
   *
   * @throws ContentSourceException if the stream fails
   */
  public byte[] head(int limit) {
    // Most contents are small: to clear a buffer of the limit takes longer than to read them.
    byte[] buffer = new byte[Math.min(limit, FIRST_READ)];
    int length = read(buffer, 0, buffer.length);
    while (length == buffer.length && length < limit) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(limit, 4L * length));
      length += read(buffer, length, buffer.length - length);
    }
    head = length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
    return head;
  }

  /**
   * Reads until the length is reached or the stream ends.
   *
   * @return the number of bytes read
   * @throws ContentSourceException if the stream fails
   */
  public int read(byte[] into, int offset, int length) {
    int count = takeHead(into, offset, length);
    int zeros = 0;
    while (count < length && !ended) {
      int asked = length - count;
      int read = readSome(into, offset + count, asked);
      if (read > 0) {
        count += read;
        zeros = 0;
      } else if (read < 0) {
        ended = true;
      } else if (++zeros == MOST_ZEROS) {
        throw failure(
            "it returned 0 from "
                + zeros
                + " reads in a row, and neither a byte nor its end; use a stream that waits for"
                + " its bytes",
            null);
      }
    }
    return count;
  }

  private int takeHead(byte[] into, int offset, int length) {
    int count = Math.min(length, head.length - headTaken);
    System.arraycopy(head, headTaken, into, offset, count);
    headTaken += count;
    if (headTaken == head.length) {
      head = new byte[0];
      headTaken = 0;
    }
    return count;
  }

  private int readSome(byte[] into, int offset, int asked) {
    int read;
    try {
      read = stream.read(into, offset, asked);
    } catch (IOException | UncheckedIOException e) {
      String message = e.getMessage();
      throw failure(message == null ? e.getClass().getName() : message, e);
    }
    if (read > asked) {
      throw failure("it claims " + read + " bytes, but at most " + asked + " were requested", null);
    }
    if (read < -1) {
      throw failure("it returned " + read + ", which is neither a count nor the end", null);
    }
    return read;
  }

  private static ContentSourceException failure(String how, @Nullable Exception cause) {
    return new ContentSourceException(
        "The stream to store failed before its end (" + how + "); nothing of it was kept.", cause);
  }
}
