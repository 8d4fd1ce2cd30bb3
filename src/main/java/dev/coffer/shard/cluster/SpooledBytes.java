package dev.coffer.shard.cluster;

import dev.coffer.api.ContentSourceException;
import dev.coffer.content.write.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are written once and read several times, so that their hash can be known before they
 * are sent: up to 1 MiB in memory, and more in a temporary file that its owner alone can read.
 * Closing deletes the file. Not thread-safe.
 */
final class SpooledBytes extends OutputStream {

  /** The most bytes in memory. */
  static final int MEMORY_BYTES = 1 << 20;

  private static final int BUFFER_BYTES = 64 << 10;

  private final Path directory;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable FileChannel file;
  private long length;
  private boolean closed;

  /** No bytes yet, with the file in the directory of the system for temporary files. */
  SpooledBytes() {
    this(Path.of(System.getProperty("java.io.tmpdir")));
  }

  private SpooledBytes(Path directory) {
    this.directory = directory;
  }

  /**
   * Reads a stream to its end, without closing it.
   *
   * @throws ContentSourceException if the stream fails
   * @throws IOException if the file cannot be written
   */
  static SpooledBytes of(InputStream stream) throws IOException {
    return of(stream, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Reads a stream to its end, without closing it, with the file in this directory. */
  static SpooledBytes of(InputStream stream, Path directory) throws IOException {
    SpooledBytes bytes = new SpooledBytes(directory);
    try {
      Source source = new Source(stream);
      byte[] buffer = new byte[BUFFER_BYTES];
      int read = source.read(buffer, 0, buffer.length);
      while (read > 0) {
        bytes.write(buffer, 0, read);
        read = source.read(buffer, 0, buffer.length);
      }
      return bytes;
    } catch (Throwable e) {
      try {
        bytes.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    requireOpen();
    FileChannel out = file;
    if (out == null && length + count <= MEMORY_BYTES) {
      memory.write(bytes, offset, count);
    } else {
      if (out == null) {
        out = create(directory);
        file = out;
        write(out, ByteBuffer.wrap(memory.toByteArray()));
        memory = new ByteArrayOutputStream();
      }
      write(out, ByteBuffer.wrap(bytes, offset, count));
    }
    length += count;
  }

  private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      var unused = file.write(bytes);
    }
  }

  /** An empty file. The JDK creates temporary files for the owner only. */
  private static FileChannel create(Path directory) throws IOException {
    Path path = Files.createTempFile(directory, "coffer-", ".spool");
    try {
      return FileChannel.open(
          path,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);
    } catch (Throwable e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /** The number of bytes. */
  long length() {
    return length;
  }

  /**
   * A stream of all bytes from the beginning, independent of other such streams. It fails after
   * this object was closed, if the bytes are in a file.
   *
   * @throws IllegalStateException if this object is closed
   */
  InputStream open() {
    requireOpen();
    FileChannel written = file;
    return written == null
        ? new ByteArrayInputStream(memory.toByteArray())
        : new FileBytes(written, length);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The spooled bytes are closed; open a stream before that.");
    }
  }

  /** Deletes the file. */
  @Override
  public void close() throws IOException {
    closed = true;
    FileChannel written = file;
    if (written != null) {
      written.close();
    }
  }

  /** A stream of a file that other streams read too, by positions of its own. */
  private static final class FileBytes extends InputStream {
    private final FileChannel file;
    private final long length;
    private long position;

    FileBytes(FileChannel file, long length) {
      this.file = file;
      this.length = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      Objects.checkFromIndexSize(offset, count, into.length);
      if (count == 0) {
        return 0;
      }
      int read = file.read(ByteBuffer.wrap(into, offset, count), position);
      if (read < 0 && position < length) {
        // The end of a file that was cut must not look like the end of the content.
        throw new IOException(
            "The temporary file ended after " + position + " of " + length + " bytes.");
      }
      position += Math.max(read, 0);
      return read;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.max(0, Math.min(count, length - position));
      position += skipped;
      return skipped;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, length - position);
    }
  }
}
