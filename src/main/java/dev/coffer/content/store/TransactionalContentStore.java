package dev.coffer.content.store;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.change.ChangeFeed;
import dev.coffer.content.ContentInfo;
import dev.coffer.content.ContentOutputStream;
import dev.coffer.content.ContentStore;
import dev.coffer.content.Holder;
import dev.coffer.content.read.ContentListing;
import dev.coffer.content.read.ContentReader;
import dev.coffer.content.row.ContentRow;
import dev.coffer.content.row.ContentRows;
import dev.coffer.content.row.HolderRows;
import dev.coffer.content.row.ReferringColumns;
import dev.coffer.content.row.RetainedRows;
import dev.coffer.content.write.ContentDeletion;
import dev.coffer.content.write.Ending;
import dev.coffer.entity.StoredContent;
import dev.coffer.stats.Operation;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.WriteTarget;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The content store over the transactions of one host, or of Coffer's own. */
final class TransactionalContentStore implements ContentStore {

  private final Transactions transactions;
  private final ContentRows rows;
  private final ContentUploads uploads;
  private final ContentReader reader;
  private final ContentListing listing;
  private final ContentDeletion deletion;
  private final StatisticsRecorder statistics;
  private final ChangeFeed feed;

  TransactionalContentStore(
      Transactions transactions,
      ContentRows rows,
      ContentUploads uploads,
      ContentReader reader,
      ContentListing listing,
      StatisticsRecorder statistics,
      ChangeFeed feed) {
    this.transactions = transactions;
    this.rows = rows;
    this.uploads = uploads;
    this.reader = reader;
    this.listing = listing;
    this.deletion = new ContentDeletion(rows);
    this.statistics = statistics;
    this.feed = feed;
  }

  private void keep(UnitOfWork unit, StoredContent content) throws SQLException {
    RetainedRows.retain(unit, content.id());
    feed.contentStored(unit, content.hash());
  }

  private void keepAll(UnitOfWork unit, List<StoredContent> contents) throws SQLException {
    RetainedRows.retain(unit, contents.stream().map(StoredContent::id).toList());
    contents.forEach(content -> feed.contentStored(unit, content.hash()));
  }

  private void stage(UnitOfWork unit, StoredContent content) {
    feed.contentStored(unit, content.hash());
  }

  private Ending keptBy(Holder holder) {
    return (unit, content) -> {
      HolderRows.retain(unit, content.id(), holder.name());
      feed.contentStored(unit, content.hash());
    };
  }

  @Override
  public StoredContent store(InputStream stream) {
    Objects.requireNonNull(stream, "The argument 'stream' is null.");
    return uploads.write(stream, this::keep);
  }

  @Override
  public StoredContent store(InputStream stream, ContentHash expected) {
    Objects.requireNonNull(stream, "The argument 'stream' is null.");
    Objects.requireNonNull(expected, "The argument 'expected' is null.");
    return uploads.write(stream, expected, this::keep);
  }

  @Override
  public StoredContent store(InputStream stream, Holder holder) {
    Objects.requireNonNull(stream, "The argument 'stream' is null.");
    Objects.requireNonNull(holder, "The argument 'holder' is null.");
    return uploads.write(stream, keptBy(holder));
  }

  @Override
  public StoredContent store(Path file) {
    Objects.requireNonNull(file, "The argument 'file' is null.");
    return uploads.write(file, this::keep);
  }

  @Override
  public List<StoredContent> storeAll(List<Path> files) {
    List<Path> all = List.copyOf(Objects.requireNonNull(files, "The argument 'files' is null."));
    return uploads.write(all, this::keepAll);
  }

  @Override
  public StoredContent store(byte[] bytes) {
    Objects.requireNonNull(bytes, "The argument 'bytes' is null.");
    return uploads.write(bytes, this::keep);
  }

  @Override
  public StoredContent stage(InputStream stream) {
    Objects.requireNonNull(stream, "The argument 'stream' is null.");
    return uploads.write(stream, this::stage);
  }

  @Override
  public StoredContent stage(InputStream stream, ContentHash expected) {
    Objects.requireNonNull(stream, "The argument 'stream' is null.");
    Objects.requireNonNull(expected, "The argument 'expected' is null.");
    return uploads.write(stream, expected, this::stage);
  }

  @Override
  public StoredContent stage(Path file) {
    Objects.requireNonNull(file, "The argument 'file' is null.");
    return uploads.write(file, this::stage);
  }

  @Override
  public StoredContent stage(byte[] bytes) {
    Objects.requireNonNull(bytes, "The argument 'bytes' is null.");
    return uploads.write(bytes, this::stage);
  }

  @Override
  public ContentOutputStream writer() {
    return uploads.stream(this::keep, this::stage);
  }

  @Override
  public ContentHash hash(InputStream stream) {
    Objects.requireNonNull(stream, "The argument 'stream' is null.");
    return uploads.hash(stream);
  }

  @Override
  public ContentHash hash(Path file) {
    Objects.requireNonNull(file, "The argument 'file' is null.");
    return uploads.hash(file);
  }

  @Override
  public ContentHash hash(byte[] bytes) {
    Objects.requireNonNull(bytes, "The argument 'bytes' is null.");
    return uploads.hash(bytes);
  }

  @Override
  public StoredContent retain(ContentHash hash) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    return retain(hash, this::keep);
  }

  @Override
  public StoredContent retain(ContentHash hash, Holder holder) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    Objects.requireNonNull(holder, "The argument 'holder' is null.");
    return retain(hash, keptBy(holder));
  }

  private StoredContent retain(ContentHash hash, Ending keeping) {
    return transactions.write(
        unit -> {
          unit.writes(WriteTarget.retain(hash));
          ContentRow row = rows.lock(unit, hash);
          if (row == null) {
            throw new ContentNotFoundException(
                hash,
                "No content is stored under " + hash + ", so it cannot be retained; store it.");
          }
          StoredContent content = row.toStoredContent();
          keeping.end(unit, content);
          return content;
        });
  }

  @Override
  public boolean release(ContentHash hash) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    return release(hash, RetainedRows::release);
  }

  @Override
  public boolean release(ContentHash hash, Holder holder) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    Objects.requireNonNull(holder, "The argument 'holder' is null.");
    return release(hash, (unit, id) -> HolderRows.release(unit, id, holder.name()));
  }

  /** The end of one retention of a content. */
  private interface Release {
    boolean run(UnitOfWork unit, long contentId) throws SQLException;
  }

  private boolean release(ContentHash hash, Release release) {
    return transactions.write(
        unit -> {
          unit.writes(WriteTarget.release(hash));
          ContentRow row = rows.find(unit, hash);
          boolean released = row != null && release.run(unit, row.id());
          if (released) {
            feed.contentReleased(unit, hash);
          }
          return released;
        });
  }

  @Override
  public boolean delete(ContentHash hash) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    return transactions.write(
        unit -> {
          boolean deleted = deletion.delete(unit, hash);
          if (deleted) {
            feed.contentDeleted(unit, hash);
          }
          return deleted;
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
  public SeekableByteChannel openChannel(ContentHash hash) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    long start = System.nanoTime();
    SeekableByteChannel channel = reader.openChannel(transactions, hash);
    statistics.timed(Operation.CONTENT_OPEN, start);
    return channel;
  }

  @Override
  public Optional<ContentInfo> info(ContentHash hash) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    return transactions.read(unit -> listing.find(unit, hash));
  }

  @Override
  public List<ContentInfo> list(@Nullable ContentHash after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "A page of contents has a limit of at least 1, not " + limit + ".");
    }
    return transactions.read(unit -> listing.list(unit, after, limit));
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
  public Map<String, Long> referencesByTable(ContentHash hash) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    return transactions.read(
        unit -> {
          ContentRow row = rows.find(unit, hash);
          return row == null ? Map.of() : ReferringColumns.read(unit).count(unit, row.id());
        });
  }

  @Override
  public List<Holder> holders(ContentHash hash, @Nullable Holder after, int limit) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    if (limit < 1) {
      throw new IllegalArgumentException(
          "A page of holders has a limit of at least 1, not " + limit + ".");
    }
    String last = after == null ? null : after.name();
    return transactions.read(
        unit -> {
          ContentRow row = rows.find(unit, hash);
          List<String> names =
              row == null ? List.of() : HolderRows.list(unit, row.id(), last, limit);
          return names.stream().map(Holder::of).toList();
        });
  }

  @Override
  public void verify(ContentHash hash) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    reader.verify(transactions.primary(), hash);
  }
}
