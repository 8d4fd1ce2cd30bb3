package dev.coffer.content.store;

import dev.coffer.api.ContentHash;
import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.content.ContentSettings;
import dev.coffer.content.ContentStore;
import dev.coffer.content.part.Chunker;
import dev.coffer.content.read.ContentReader;
import dev.coffer.content.row.ContentRow;
import dev.coffer.content.row.ContentRows;
import dev.coffer.content.row.RetainedRows;
import dev.coffer.content.write.ContentWrites;
import dev.coffer.content.write.LargeContentWriter;
import dev.coffer.content.write.PreparedContent;
import dev.coffer.content.write.Source;
import dev.coffer.content.write.SourceFiles;
import dev.coffer.entity.StoredContent;
import dev.coffer.hash.ContentHasher;
import dev.coffer.stats.Operation;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.WriteTarget;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The content store over the transactions of one host, or of Coffer's own.
 *
 * <p>Before anything is compressed or sent, the store looks for an equal content. It compares
 * bytes, and streams of up to one frame, by their hash. It compares a larger file by the hash of
 * its first part; if that part is stored, the file is read once more and compared by its whole
 * hash. It compares a larger stream, which can be read only once, part by part.
 */
final class TransactionalContentStore implements ContentStore {

  /**
   * The largest number of attempts to store a file or bytes, if the garbage collector deletes parts
   * of them meanwhile.
   */
  private static final int ATTEMPTS = 3;

  private static final int HASH_BUFFER = 1 << 16;

  private final Transactions transactions;
  private final ContentSettings settings;
  private final ContentRows rows;
  private final ContentWrites writes;
  private final ContentReader reader;
  private final StatisticsRecorder statistics;

  TransactionalContentStore(
      Transactions transactions,
      ContentSettings settings,
      ContentRows rows,
      ContentWrites writes,
      ContentReader reader,
      StatisticsRecorder statistics) {
    this.transactions = transactions;
    this.settings = settings;
    this.rows = rows;
    this.writes = writes;
    this.reader = reader;
    this.statistics = statistics;
  }

  @Override
  public StoredContent store(InputStream stream) {
    Objects.requireNonNull(stream, "The argument 'stream' is null.");
    return timed(() -> write(stream, TransactionalContentStore::keep));
  }

  @Override
  public StoredContent store(Path file) {
    Objects.requireNonNull(file, "The argument 'file' is null.");
    return timed(() -> write(file, TransactionalContentStore::keep));
  }

  @Override
  public StoredContent store(byte[] bytes) {
    Objects.requireNonNull(bytes, "The argument 'bytes' is null.");
    return timed(() -> write(bytes, TransactionalContentStore::keep));
  }

  @Override
  public StoredContent stage(InputStream stream) {
    Objects.requireNonNull(stream, "The argument 'stream' is null.");
    return timed(() -> write(stream, (unit, content) -> {}));
  }

  @Override
  public StoredContent stage(Path file) {
    Objects.requireNonNull(file, "The argument 'file' is null.");
    return timed(() -> write(file, (unit, content) -> {}));
  }

  @Override
  public StoredContent stage(byte[] bytes) {
    Objects.requireNonNull(bytes, "The argument 'bytes' is null.");
    return timed(() -> write(bytes, (unit, content) -> {}));
  }

  private static void keep(UnitOfWork unit, StoredContent content) throws SQLException {
    RetainedRows.retain(unit, content.id());
  }

  /** A write of one content, outside of any unit of work. */
  private interface Write {
    StoredContent run() throws SQLException;
  }

  private StoredContent timed(Write write) {
    long start = System.nanoTime();
    try {
      StoredContent content = write.run();
      statistics.logicalBytesWritten(content.size());
      statistics.timed(Operation.CONTENT_WRITE, start);
      return content;
    } catch (SQLException e) {
      throw new DatabaseOperationException("The content could not be written.", e);
    }
  }

  private StoredContent write(InputStream stream, LargeContentWriter.Ending ending)
      throws SQLException {
    Source source = new Source(stream);
    byte[] head = source.head(Chunker.GREATEST + 1);
    if (head.length <= Chunker.GREATEST) {
      return writeFrame(head, ending);
    }
    return writes
        .large()
        .write(transactions::write, source, ending)
        .orElseThrow(TransactionalContentStore::collectedMeanwhile);
  }

  private StoredContent write(byte[] bytes, LargeContentWriter.Ending ending) throws SQLException {
    if (bytes.length <= Chunker.GREATEST) {
      return writeFrame(bytes, ending);
    }
    ContentHash hash = ContentHasher.hash(settings.algorithm(), bytes);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<StoredContent> content = refer(new Named(hash, bytes.length), ending);
      if (content.isEmpty()) {
        content = writes.large().write(transactions::write, Source.of(bytes), ending);
      }
      if (content.isPresent()) {
        return content.get();
      }
    }
    throw collectedMeanwhile();
  }

  private StoredContent write(Path file, LargeContentWriter.Ending ending) throws SQLException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<StoredContent> content =
          SourceFiles.with(file, source -> writeOnce(file, source, ending));
      if (content.isPresent()) {
        return content.get();
      }
    }
    throw collectedMeanwhile();
  }

  private Optional<StoredContent> writeOnce(
      Path file, Source source, LargeContentWriter.Ending ending) throws SQLException {
    byte[] head = source.head(Chunker.GREATEST + 1);
    if (head.length <= Chunker.GREATEST) {
      return Optional.of(writeFrame(head, ending));
    }
    if (firstPartIsStored(head)) {
      Optional<StoredContent> stored = refer(SourceFiles.with(file, this::named), ending);
      if (stored.isPresent()) {
        return stored;
      }
    }
    return writes.large().write(transactions::write, source, ending);
  }

  private StoredContent writeFrame(byte[] bytes, LargeContentWriter.Ending ending) {
    PreparedContent prepared = writes.prepare(bytes, null);
    return transactions.write(
        unit -> {
          StoredContent content = writes.write(unit, List.of(prepared)).get(0);
          ending.end(unit, content);
          return content;
        });
  }

  /** Refers to a content if it is stored and sound. Only its hash is sent. */
  private Optional<StoredContent> refer(Named named, LargeContentWriter.Ending ending) {
    return transactions.write(
        unit -> {
          Optional<StoredContent> content = writes.existing(unit, named.hash(), named.size());
          if (content.isPresent()) {
            ending.end(unit, content.get());
          }
          return content;
        });
  }

  private boolean firstPartIsStored(byte[] head) {
    int length = Chunker.cut(head, 0, head.length);
    return exists(ContentHasher.hash(settings.algorithm(), Arrays.copyOf(head, length)));
  }

  /** The identity of the bytes to store. */
  private record Named(ContentHash hash, long size) {}

  private Named named(Source source) {
    ContentHasher hasher = ContentHasher.of(settings.algorithm());
    byte[] buffer = new byte[HASH_BUFFER];
    long size = 0;
    for (int count = source.read(buffer, 0, buffer.length);
        count > 0;
        count = source.read(buffer, 0, buffer.length)) {
      hasher.update(buffer, 0, count);
      size += count;
    }
    return new Named(hasher.finish(), size);
  }

  private static TransientCofferException collectedMeanwhile() {
    return new TransientCofferException(
        "A garbage collection deleted parts of the content while it was being stored; store it"
            + " again, and give the collector a grace period longer than an upload takes.");
  }

  @Override
  public boolean release(ContentHash hash) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    return transactions.write(
        unit -> {
          unit.writes(WriteTarget.release(hash));
          ContentRow row = rows.find(unit, hash);
          return row != null && RetainedRows.release(unit, row.id());
        });
  }

  @Override
  public Optional<StoredContent> find(ContentHash hash) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    return transactions.read(
        unit -> Optional.ofNullable(rows.find(unit, hash)).map(ContentRow::toStoredContent));
  }

  @Override
  public boolean exists(ContentHash hash) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    return transactions.read(unit -> rows.find(unit, hash) != null);
  }

  @Override
  public InputStream open(ContentHash hash) {
    return open(hash, 0, Long.MAX_VALUE);
  }

  @Override
  public InputStream open(ContentHash hash, long offset, long length) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    long start = System.nanoTime();
    InputStream stream = reader.open(transactions, hash, offset, length);
    statistics.timed(Operation.CONTENT_OPEN, start);
    return stream;
  }

  @Override
  public InputStream open(StoredContent content) {
    Objects.requireNonNull(content, "The argument 'content' is null.");
    long start = System.nanoTime();
    InputStream stream = reader.open(transactions, content);
    statistics.timed(Operation.CONTENT_OPEN, start);
    return stream;
  }

  @Override
  public long references(ContentHash hash) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    return transactions.read(
        unit -> {
          ContentRow row = rows.find(unit, hash);
          return row == null ? 0L : RetainedRows.references(unit, row.id());
        });
  }

  @Override
  public void verify(ContentHash hash) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    reader.verify(transactions, hash);
  }
}
