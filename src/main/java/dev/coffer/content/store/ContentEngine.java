package dev.coffer.content.store;

import dev.coffer.api.CofferException;
import dev.coffer.api.ContentHash;
import dev.coffer.codec.FrameWriter;
import dev.coffer.content.ContentSettings;
import dev.coffer.content.ContentStore;
import dev.coffer.content.read.ContentReader;
import dev.coffer.content.read.DamagedContents;
import dev.coffer.content.row.ContentRow;
import dev.coffer.content.row.ContentRows;
import dev.coffer.content.write.ContentWriter;
import dev.coffer.content.write.ContentWrites;
import dev.coffer.content.write.FrameEncoder;
import dev.coffer.content.write.PreparedContent;
import dev.coffer.entity.StoredContent;
import dev.coffer.stats.StatisticsRecorder;
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
 * Writes and reads contents inside units of work, for the stores of this package and for records
 * that are kept as contents. One for each Coffer; thread-safe.
 */
public final class ContentEngine {
  private final ContentSettings settings;
  private final FrameWriter frames;
  private final StatisticsRecorder statistics;
  private final ContentRows rows;
  private final ContentWrites writes;
  private final ContentReader reader;
  private final DamagedContents damaged;

  /** An engine that compresses by the preferred codec. */
  public ContentEngine(ContentSettings settings, StatisticsRecorder statistics) {
    this(settings, FrameWriter.preferred(), statistics);
  }

  /** An engine that writes its frames in this way. */
  public ContentEngine(
      ContentSettings settings, FrameWriter frames, StatisticsRecorder statistics) {
    this.settings = settings;
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
  }

  /** The space in which each content is kept once. */
  public String domain() {
    return settings.domain();
  }

  /** How frames are written, those of inline records too. */
  public FrameWriter frames() {
    return frames;
  }

  /** The store that runs its work by these transactions. */
  public ContentStore over(Transactions transactions) {
    return new TransactionalContentStore(transactions, settings, rows, writes, reader, statistics);
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
   * Reads the bytes of a content that a row refers to.
   *
   * @throws dev.coffer.api.DamagedContentException if its stored bytes are damaged
   * @throws CofferException if no content has this id
   */
  public byte[] read(UnitOfWork unit, long contentId) throws SQLException {
    byte[] bytes = readAll(unit, List.of(contentId)).get(contentId);
    if (bytes == null) {
      throw new CofferException(
          "No content has the id " + contentId + ", though a row refers to it.");
    }
    return bytes;
  }

  /**
   * Reads the bytes of several contents, in few round trips, all into memory; an id that no content
   * has is not in the result.
   *
   * @throws dev.coffer.api.DamagedContentException if the stored bytes of one are damaged
   */
  public Map<Long, byte[]> readAll(UnitOfWork unit, Collection<Long> contentIds)
      throws SQLException {
    return reader.readAll(unit, contentIds);
  }

  /** Those of these contents that are stored and not known to be damaged; nothing is locked. */
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
   * Takes note that the stored bytes of a content were found damaged by a reader of its row, so
   * that the next write of the same bytes heals it.
   */
  public void noteDamaged(Transactions transactions, long contentId) {
    damaged.add(transactions, List.of(contentId));
  }
}
