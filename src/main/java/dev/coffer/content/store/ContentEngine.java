package dev.coffer.content.store;

import dev.coffer.api.CofferException;
import dev.coffer.api.ContentHash;
import dev.coffer.change.ChangeFeed;
import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.content.ContentStore;
import dev.coffer.content.read.ContentListing;
import dev.coffer.content.read.ContentReader;
import dev.coffer.content.read.DamagedContents;
import dev.coffer.content.row.ContentRow;
import dev.coffer.content.row.ContentRows;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.write.ContentWriter;
import dev.coffer.content.write.ContentWrites;
import dev.coffer.content.write.FrameEncoder;
import dev.coffer.content.write.PreparedContent;
import dev.coffer.entity.StoredContent;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The writes and reads of contents inside units of work, for the stores of this package and for
 * records that are stored as contents. Each Coffer has one engine. Thread-safe.
 */
public final class ContentEngine {
  private final ContentSettings settings;
  private final ChangeFeed feed;
  private final FrameWriter frames;
  private final StatisticsRecorder statistics;
  private final ContentRows rows;
  private final ContentWrites writes;
  private final ContentReader reader;
  private final ContentListing listing;
  private final DamagedContents damaged;

  /** An engine that compresses with the preferred codec. */
  public ContentEngine(ContentSettings settings, StatisticsRecorder statistics) {
    this(settings, FrameWriter.preferred(), statistics, ChangeFeed.SILENT);
  }

  /**
   * An engine with this writer of frames.
   *
   * @param feed is told of committed changes
   */
  public ContentEngine(
      ContentSettings settings,
      FrameWriter frames,
      StatisticsRecorder statistics,
      ChangeFeed feed) {
    this.settings = settings;
    this.feed = feed;
    this.frames = frames;
    this.statistics = statistics;
    damaged = new DamagedContents();
    rows = new ContentRows(settings.domain());
    writes =
        new ContentWrites(
            settings,
            new FrameEncoder(frames, statistics),
            new ContentWriter(settings, rows, damaged),
            statistics);
    reader = new ContentReader(settings, damaged, statistics);
    listing = new ContentListing(settings.domain());
  }

  /** The namespace in which each content is stored once. */
  public String domain() {
    return settings.domain();
  }

  /** The writer of frames of contents and of inline records. */
  public FrameWriter frames() {
    return frames;
  }

  /** The store that runs its work in these transactions. */
  public ContentStore over(Transactions transactions) {
    ContentUploads uploads =
        new ContentUploads(transactions.primary(), settings, rows, writes, statistics);
    return new TransactionalContentStore(
        transactions, rows, uploads, reader, listing, statistics, feed);
  }

  /** See {@link ContentWrites#prepare}. */
  public PreparedContent prepare(byte[] raw, byte @Nullable [] frame) {
    return writes.prepare(raw, frame);
  }

  /** See {@link ContentWrites#write}. */
  public List<StoredContent> write(UnitOfWork unit, List<PreparedContent> contents)
      throws SQLException {
    return writes.write(unit, contents);
  }

  /**
   * Reads the bytes of a content to which a row refers.
   *
   * @throws dev.coffer.api.DamagedContentException if its stored bytes are damaged
   * @throws CofferException if no content has this id
   */
  public byte[] read(UnitOfWork unit, long contentId) throws SQLException {
    byte[] bytes = readAll(unit, List.of(contentId)).get(contentId);
    if (bytes == null) {
      throw new CofferException(
          "No content has the id " + contentId + ", although a row refers to it.");
    }
    return bytes;
  }

  /**
   * Reads the bytes of several contents into memory, in few round trips. An id without a content is
   * absent from the result.
   *
   * @throws dev.coffer.api.DamagedContentException if the stored bytes of one are damaged
   */
  public Map<Long, byte[]> readAll(UnitOfWork unit, Collection<Long> contentIds)
      throws SQLException {
    return reader.readAll(unit, contentIds);
  }

  /**
   * The contents among these that are stored and not known to be damaged. The method locks nothing.
   */
  public Set<ContentHash> sound(UnitOfWork unit, Collection<ContentHash> hashes)
      throws SQLException {
    Collection<ContentRow> found = rows.find(unit, hashes).values();
    Set<Long> damagedIds = damaged.among(unit, found);
    return found.stream()
        .filter(row -> !damagedIds.contains(row.id()))
        .map(ContentRow::hash)
        .collect(Collectors.toSet());
  }

  /**
   * Locks contents against deletion until the transaction ends, and returns their ids. Contents
   * that are not stored are absent from the result.
   */
  public Map<ContentHash, Long> lock(UnitOfWork unit, Collection<ContentHash> hashes)
      throws SQLException {
    return rows.lockAll(unit, hashes).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().id()));
  }

  /**
   * Records that a reader of a row found its content's stored bytes damaged, so that the next write
   * of the same bytes repairs the content.
   */
  public void noteDamaged(Transactions transactions, long contentId) {
    damaged.add(transactions, List.of(contentId));
  }
}
