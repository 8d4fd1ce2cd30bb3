package dev.coffer.content.write;

import dev.coffer.api.ContentSourceException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Opens files to store. Every failure is a {@link ContentSourceException}. */
public final class SourceFiles {

  private SourceFiles() {}

  /** Work on an opened file. */
  public interface FileWork<R> {
    R on(Source source) throws SQLException;
  }

  /** The current size of a file in bytes; 0 for a file without a size, such as a pipe. */
  private static long size(Path file) throws IOException {
    return Files.isRegularFile(file) ? Files.size(file) : 0;
  }

  /** Opens a file for some work, and closes it afterwards. */
  public static <R> R with(Path file, FileWork<R> work) throws SQLException {
    try (InputStream opened = Files.newInputStream(file);
        InputStream stream = new UnshrunkFile(opened, size(file))) {
      return work.on(new Source(stream));
    } catch (ContentSourceException e) {
      throw new ContentSourceException(file + " could not be stored: " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new ContentSourceException("The file to store does not exist: " + file + ".", e);
    } catch (IOException e) {
      throw new ContentSourceException(
          file + " could not be stored because it cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * A stream of a file that must not shrink during the read: otherwise the stored bytes would be
   * neither the old state nor the new one.
   */
  private static final class UnshrunkFile extends FilterInputStream {
    private final long expected;
    private long count;

    UnshrunkFile(InputStream file, long expected) {
      super(file);
      this.expected = expected;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? -1 : 1);
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      count(read);
      return read;
    }

    private void count(int read) throws EOFException {
      if (read >= 0) {
        count += read;
      } else if (count < expected) {
        throw new EOFException("it ended after " + count + " of " + expected + " bytes");
      }
    }
  }
}
