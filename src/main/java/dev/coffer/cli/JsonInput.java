package dev.coffer.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a JSON file, decompressed if it is a gzip file. It reports the position in the file
 * itself for the progress.
 */
final class JsonInput extends FilterInputStream {
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final int BUFFER = 1 << 16;

  private final Counted file;

  private JsonInput(Counted file, InputStream decompressed) {
    super(decompressed);
    this.file = file;
  }

  /** Opens a file. Closing the stream does not close the standard input. */
  static JsonInput open(Console console, Path path) throws IOException {
    Counted file = new Counted(Inputs.open(console, path));
    try {
      PushbackInputStream whole = new PushbackInputStream(file, GZIP.length);
      byte[] start = whole.readNBytes(GZIP.length);
      whole.unread(start);
      return new JsonInput(
          file, isGzip(start) ? new GZIPInputStream(new Unending(whole), BUFFER) : whole);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Whether the bytes begin with the magic number of gzip. */
  static boolean isGzip(byte[] bytes) {
    return bytes.length >= GZIP.length
        && Arrays.equals(bytes, 0, GZIP.length, GZIP, 0, GZIP.length);
  }

  /** The number of bytes read from the file. */
  long position() {
    return file.count;
  }

  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }

  /**
   * Reports at least one available byte. Otherwise a gzip stream takes the end of its member for
   * the end of the file if no byte is available, as in a pipe.
   */
  private static final class Unending extends FilterInputStream {
    Unending(InputStream in) {
      super(in);
    }

    @Override
    public int available() throws IOException {
      return Math.max(1, super.available());
    }
  }
}
