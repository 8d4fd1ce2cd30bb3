package dev.coffer.content.store;

import dev.coffer.api.DatabaseOperationException;
import dev.coffer.content.ContentOutputStream;
import dev.coffer.content.part.Chunker;
import dev.coffer.content.write.Ending;
import dev.coffer.content.write.PartUpload;
import dev.coffer.entity.StoredContent;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a content that its source pushes. It cuts the bytes as they arrive, so it needs
 * neither a second thread nor a temporary file: up to {@link #CAPACITY} bytes wait in memory for
 * their cut, and {@link PartUpload} writes the parts. Not thread-safe.
 */
final class UploadStream extends ContentOutputStream {

  /** The greatest number of bytes that wait for their cut. */
  private static final int CAPACITY = 2 * Chunker.GREATEST;

  private static final int FIRST_CAPACITY = 8 << 10;

  private final ContentUploads uploads;
  private final Ending keep;
  private final Ending stage;
  private final long begin = System.nanoTime();
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int end;
  private @Nullable PartUpload upload;
  private boolean closed;
  private @Nullable Throwable failure;

  UploadStream(ContentUploads uploads, Ending keep, Ending stage) {
    this.uploads = uploads;
    this.keep = keep;
    this.stage = stage;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.requireNonNull(bytes, "The argument 'bytes' is null.");
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (closed) {
      throw new IOException("The stream of this content is closed.");
    }
    requireComplete();
    int written = 0;
    while (written < length) {
      if (end == CAPACITY) {
        guarded(() -> cutUntil(Chunker.GREATEST));
      }
      grow(length - written);
      int count = Math.min(length - written, buffer.length - end);
      System.arraycopy(bytes, offset + written, buffer, end, count);
      end += count;
      written += count;
    }
  }

  private void grow(int more) {
    if (more > buffer.length - end && buffer.length < CAPACITY) {
      long wanted = Math.max(2L * buffer.length, (long) end + more);
      buffer = Arrays.copyOf(buffer, (int) Math.min(CAPACITY, wanted));
    }
  }

  /**
   * Cuts parts off the buffer until fewer than this number of bytes remain.
   *
   * @return the upload of the parts
   */
  private PartUpload cutUntil(int rest) throws SQLException {
    PartUpload parts = upload;
    if (parts == null) {
      parts = uploads.begin();
      upload = parts;
    }
    int start = 0;
    while (end - start >= rest) {
      int length = Chunker.cut(buffer, start, end - start);
      parts.add(Arrays.copyOfRange(buffer, start, start + length));
      start += length;
    }
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= start;
    return parts;
  }

  @Override
  public StoredContent commit() {
    return end(keep);
  }

  @Override
  public StoredContent stage() {
    return end(stage);
  }

  private StoredContent end(Ending ending) {
    if (closed) {
      throw new IllegalStateException(
          "The stream of this content is closed; write the bytes to another one.");
    }
    requireComplete();
    StoredContent content = guarded(() -> finish(ending));
    close();
    return content;
  }

  private StoredContent finish(Ending ending) throws SQLException {
    if (upload == null && end <= Chunker.GREATEST) {
      return uploads.counted(begin, uploads.writeFrame(Arrays.copyOf(buffer, end), ending));
    }
    PartUpload complete = cutUntil(1);
    return uploads.counted(
        begin, complete.finish(ending).orElseThrow(ContentUploads::partsDeleted));
  }

  private void requireComplete() {
    if (failure != null) {
      throw new IllegalStateException(
          "A write to this stream has failed, so the bytes are incomplete; write all of them to"
              + " another stream.",
          failure);
    }
  }

  /** Work that may reach the database. */
  private interface Step<R> {
    R run() throws SQLException;
  }

  /** Runs work after whose failure the written bytes are incomplete. */
  private <R> R guarded(Step<R> step) {
    try {
      return step.run();
    } catch (SQLException e) {
      failure = e;
      throw new DatabaseOperationException("The content could not be written.", e);
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void close() {
    closed = true;
    buffer = new byte[0];
    end = 0;
    upload = null;
  }
}
