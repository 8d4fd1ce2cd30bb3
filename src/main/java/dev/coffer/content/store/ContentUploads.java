package dev.coffer.content.store;

import dev.coffer.api.ContentHash;
import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.content.part.Chunker;
import dev.coffer.content.row.ContentRows;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.write.ContentWrites;
import dev.coffer.content.write.Ending;
import dev.coffer.content.write.PartUpload;
import dev.coffer.content.write.PreparedContent;
import dev.coffer.content.write.Source;
import dev.coffer.content.write.SourceFiles;
import dev.coffer.content.write.SourceIdentity;
import dev.coffer.entity.StoredContent;
import dev.coffer.hash.ContentHasher;
import dev.coffer.stats.Operation;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The writes of streams, files and bytes as contents, in the transactions of one store.
 *
 * <p>Before anything is compressed or sent, an upload looks for an equal content. It compares
 * bytes, and streams of up to one frame, by their hash. It compares a larger file by the hash of
 * its first part; if that part is stored, the file is read once more and compared by its whole
 * hash. It compares a larger stream, which can be read only once, part by part.
 */
final class ContentUploads {

  /**
   * The largest number of attempts to store a file or bytes, if the garbage collector deletes parts
   * of them meanwhile.
   */
  private static final int ATTEMPTS = 3;

  private final Transactions transactions;
  private final ContentSettings settings;
  private final ContentRows rows;
  private final ContentWrites writes;
  private final StatisticsRecorder statistics;

  ContentUploads(
      Transactions transactions,
      ContentSettings settings,
      ContentRows rows,
      ContentWrites writes,
      StatisticsRecorder statistics) {
    this.transactions = transactions;
    this.settings = settings;
    this.rows = rows;
    this.writes = writes;
    this.statistics = statistics;
  }

  /** The hash under which a stream would be stored. */
  ContentHash hash(InputStream stream) {
    transactions.requireOpen();
    return identity(new Source(stream)).hash();
  }

  /** The hash under which a file would be stored. */
  ContentHash hash(Path file) {
    transactions.requireOpen();
    try {
      return SourceFiles.with(file, this::identity).hash();
    } catch (SQLException e) {
      throw new IllegalStateException("Hashing runs no statement.", e);
    }
  }

  /** The hash under which bytes would be stored. */
  ContentHash hash(byte[] bytes) {
    transactions.requireOpen();
    return ContentHasher.hash(settings.algorithm(), bytes);
  }

  /** Writes a stream that must have the expected hash. */
  StoredContent write(InputStream stream, ContentHash expected, Ending ending) {
    if (expected.algorithm() != settings.algorithm()) {
      throw new IllegalArgumentException(
          "The expected hash "
              + expected
              + " is of the algorithm "
              + expected.algorithm()
              + ", but this store hashes by "
              + settings.algorithm()
              + "; expect a hash of that algorithm.");
    }
    return write(stream, ending.expecting(expected));
  }

  StoredContent write(InputStream stream, Ending ending) {
    return timed(() -> writeOnce(new Source(stream), ending));
  }

  StoredContent write(byte[] bytes, Ending ending) {
    return timed(() -> replayed(bytes, ending));
  }

  StoredContent write(Path file, Ending ending) {
    return timed(() -> replayed(file, ending));
  }

  /** A write of one content, outside of any unit of work. */
  private interface Write {
    StoredContent run() throws SQLException;
  }

  /** Writes files, many small ones in one transaction. */
  List<StoredContent> write(List<Path> files, GroupEnding ending) {
    long start = System.nanoTime();
    List<StoredContent> contents;
    try {
      contents = new FileGroups(this, transactions, writes, ending).write(files);
    } catch (SQLException e) {
      throw notWritten(e);
    }
    contents.forEach(content -> statistics.logicalBytesWritten(content.size()));
    statistics.timed(Operation.CONTENT_WRITE, start);
    return contents;
  }

  private StoredContent timed(Write write) {
    long start = System.nanoTime();
    try {
      return counted(start, write.run());
    } catch (SQLException e) {
      throw notWritten(e);
    }
  }

  private static DatabaseOperationException notWritten(SQLException cause) {
    return new DatabaseOperationException("The content could not be written.", cause);
  }

  /** Counts a content whose write began at this time of {@link System#nanoTime()}. */
  StoredContent counted(long start, StoredContent content) {
    statistics.logicalBytesWritten(content.size());
    statistics.timed(Operation.CONTENT_WRITE, start);
    return content;
  }

  private StoredContent writeOnce(Source source, Ending ending) throws SQLException {
    byte[] head = source.head(Chunker.GREATEST + 1);
    if (head.length <= Chunker.GREATEST) {
      return writeFrame(head, ending);
    }
    return writes
        .large()
        .write(transactions::write, source, ending)
        .orElseThrow(ContentUploads::partsDeleted);
  }

  private StoredContent replayed(byte[] bytes, Ending ending) throws SQLException {
    if (bytes.length <= Chunker.GREATEST) {
      return writeFrame(bytes, ending);
    }
    SourceIdentity identity = new SourceIdentity(hash(bytes), bytes.length);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<StoredContent> content = refer(identity, ending);
      if (content.isEmpty()) {
        content = writes.large().write(transactions::write, Source.of(bytes), ending);
      }
      if (content.isPresent()) {
        return content.get();
      }
    }
    throw partsDeleted();
  }

  /** Writes a file in transactions of its own, without counting it. */
  StoredContent replayed(Path file, Ending ending) throws SQLException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<StoredContent> content =
          SourceFiles.with(file, source -> writeFile(file, source, ending));
      if (content.isPresent()) {
        return content.get();
      }
    }
    throw partsDeleted();
  }

  private Optional<StoredContent> writeFile(Path file, Source source, Ending ending)
      throws SQLException {
    byte[] head = source.head(Chunker.GREATEST + 1);
    if (head.length <= Chunker.GREATEST) {
      return Optional.of(writeFrame(head, ending));
    }
    if (firstPartIsStored(head)) {
      Optional<StoredContent> stored = refer(SourceFiles.with(file, this::identity), ending);
      if (stored.isPresent()) {
        return stored;
      }
    }
    return writes.large().write(transactions::write, source, ending);
  }

  /** Writes a content that fits into one frame. */
  StoredContent writeFrame(byte[] bytes, Ending ending) {
    PreparedContent prepared = writes.prepare(bytes, null);
    ending.check(prepared.hash());
    return transactions.write(
        unit -> {
          StoredContent content = writes.write(unit, List.of(prepared)).get(0);
          ending.end(unit, content);
          return content;
        });
  }

  /** Begins to write a content in parts. */
  PartUpload begin() {
    return writes.large().begin(transactions::write);
  }

  /** A stream whose bytes end as one of these. */
  UploadStream stream(Ending keep, Ending stage) {
    transactions.requireOpen();
    return new UploadStream(this, keep, stage);
  }

  /** Refers to a content if it is stored and sound. Only its hash is sent. */
  private Optional<StoredContent> refer(SourceIdentity identity, Ending ending) {
    ending.check(identity.hash());
    return transactions.write(
        unit -> {
          Optional<StoredContent> content = writes.existing(unit, identity.hash(), identity.size());
          if (content.isPresent()) {
            ending.end(unit, content.get());
          }
          return content;
        });
  }

  private boolean firstPartIsStored(byte[] head) {
    int length = Chunker.cut(head, 0, head.length);
    ContentHash first = ContentHasher.hash(settings.algorithm(), Arrays.copyOf(head, length));
    return transactions.read(unit -> rows.find(unit, first) != null);
  }

  private SourceIdentity identity(Source source) {
    return SourceIdentity.of(settings.algorithm(), source);
  }

  static TransientCofferException partsDeleted() {
    return new TransientCofferException(
        "A garbage collection, a delete or a rollback removed parts of the content while it was"
            + " being stored; store it again, and give the collector a grace period longer than an"
            + " upload takes.");
  }
}
