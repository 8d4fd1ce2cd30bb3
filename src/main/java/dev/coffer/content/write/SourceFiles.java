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

/** Opens files that are to be stored; every failure is a {@link ContentSourceException}. */
public final class SourceFiles {

  private SourceFiles() {}

  /** Work on an opened file. */
  public interface FileWork<R> {
    R on(Source source) throws SQLException;
  }

  /** The size of a file now; 0 for one that has none, as a pipe. */
  private static long size(Path file) throws IOException {
    return Files.isRegularFile(file) ? Files.size(file) : 0;
  }

  /** Opens a file for some work, and closes it. */
  public static <R> R with(Path file, FileWork<R> work) throws SQLException {
    try (InputStream opened = Files.newInputStream(file);
        InputStream stream = new UnshrunkFile(opened, size(file))) {
      return work.on(new Source(stream));
    } catch (ContentSourceException e) {
      throw new ContentSourceException(file + " could not be stored: " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new ContentSourceException("There is no file " + file + " to store.", e);
    } catch (IOException e) {
      throw new ContentSourceException(
          file + " could not be stored, for it cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * A file that must not shrink while it is read: what would be stored is neither what it was nor
   * what it is.
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
