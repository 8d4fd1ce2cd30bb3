package dev.coffer.shard.cluster;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentSourceException;
import dev.coffer.content.ContentOutputStream;
import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The uploads of contents whose hash must be known before their bytes are sent, because it decides
 * the shard. Thread-safe, except for the streams.
 */
final class SpooledUploads {

  /** Writes a content to the shard of its hash. */
  @FunctionalInterface
  interface Writes {
    StoredContent write(ContentHash hash, Function<ContentStore, StoredContent> operation);
  }

  private final Supplier<ContentStore> any;
  private final Writes writes;

  /**
   * Uploads by these writes.
   *
   * @param any a store that hashes
   */
  SpooledUploads(Supplier<ContentStore> any, Writes writes) {
    this.any = any;
    this.writes = writes;
  }

  /** The bytes of a content before they are stored. */
  record Bytes(SpooledBytes spool, ContentHash hash) {

    InputStream stream() {
      return spool.open();
    }
  }

  private static ContentSourceException unreadable(IOException cause) {
    return new ContentSourceException(
        "The bytes of the content cannot be read: " + cause.getMessage() + ".", cause);
  }

  /** Stores a stream, which is read to its end but not closed. */
  StoredContent ofStream(
      InputStream stream, BiFunction<ContentStore, Bytes, StoredContent> operation) {
    Objects.requireNonNull(stream, "The argument 'stream' is null.");
    try (SpooledBytes spool = SpooledBytes.of(stream)) {
      return spooled(spool, operation);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private StoredContent spooled(
      SpooledBytes spool, BiFunction<ContentStore, Bytes, StoredContent> operation)
      throws IOException {
    ContentHash hash;
    try (InputStream bytes = spool.open()) {
      hash = any.get().hash(bytes);
    }
    Bytes all = new Bytes(spool, hash);
    return writes.write(hash, store -> operation.apply(store, all));
  }

  /** Opens a stream that its user closes. */
  interface Streams {
    InputStream get();
  }

  /** Stores a file, whose bytes must not change meanwhile. */
  StoredContent ofFile(Path file, BiFunction<Streams, ContentHash, StoredContent> operation) {
    ContentHash hash = any.get().hash(file);
    List<InputStream> opened = new ArrayList<>();
    try {
      return operation.apply(
          () -> {
            try {
              InputStream stream = Files.newInputStream(file);
              opened.add(stream);
              return stream;
            } catch (IOException e) {
              throw unreadable(e);
            }
          },
          hash);
    } finally {
      opened.forEach(SpooledUploads::close);
    }
  }

  private static void close(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  ContentOutputStream writer() {
    return new Writer();
  }

  private final class Writer extends ContentOutputStream {
    private @Nullable SpooledBytes spool = new SpooledBytes();
    private boolean failed;

    private SpooledBytes open() {
      SpooledBytes open = spool;
      if (open == null || failed) {
        throw new IllegalStateException(
            failed
                ? "A write to this content has failed; write its bytes to a new stream."
                : "This content stream is closed.");
      }
      return open;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      SpooledBytes open = open();
      boolean written = false;
      try {
        open.write(bytes, offset, length);
        written = true;
      } finally {
        failed = !written;
      }
    }

    private StoredContent end(BiFunction<ContentStore, Bytes, StoredContent> operation) {
      SpooledBytes open = open();
      try {
        return spooled(open, operation);
      } catch (IOException e) {
        throw unreadable(e);
      } finally {
        close();
      }
    }

    @Override
    public StoredContent commit() {
      return end((store, bytes) -> store.store(bytes.stream(), bytes.hash()));
    }

    @Override
    public StoredContent stage() {
      return end((store, bytes) -> store.stage(bytes.stream(), bytes.hash()));
    }

    @Override
    public void close() {
      SpooledBytes open = spool;
      spool = null;
      if (open != null) {
        try {
          open.close();
        } catch (IOException e) {
          throw unreadable(e);
        }
      }
    }
  }
}
