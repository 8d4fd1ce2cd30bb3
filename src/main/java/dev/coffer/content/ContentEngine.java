package dev.coffer.content;

import dev.coffer.api.CofferException;
import dev.coffer.api.ContentHash;
import dev.coffer.api.TransientCofferException;
import dev.coffer.codec.FrameWriter;
import dev.coffer.entity.StoredContent;
import dev.coffer.hash.ContentHasher;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.WriteTarget;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  private final FrameEncoder encoder;
  private final ContentWriter writer;
  private final LargeContentWriter large;
  private final ContentReader reader;
  private final SuspectContents suspects;

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
    suspects = new SuspectContents();
    rows = new ContentRows(settings.domain());
    encoder = new FrameEncoder(frames, statistics);
    writer = new ContentWriter(settings, rows, suspects);
    large = new LargeContentWriter(settings, writer, encoder, statistics);
    reader = new ContentReader(settings, suspects, statistics);
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
    return new TransactionalContentStore(transactions, settings, this, statistics);
  }

  /** Hashes these bytes, outside of any transaction; they are not copied and must not change. */
  public PreparedContent prepare(byte[] raw) {
    return prepare(raw, null);
  }

  /**
   * The same for bytes that were compressed before.
   *
   * @param frame their frame, not copied either; null to make it when it is needed
   */
  public PreparedContent prepare(byte[] raw, byte @Nullable [] frame) {
    return new PreparedContent(raw, ContentHasher.hash(settings.algorithm(), raw), frame);
  }

  /**
   * Makes sure that each of these contents is stored, and locks it until the transaction ends, so
   * that a row of the same transaction can refer to it. Contents that exist are not sent; a content
   * of any size is accepted. Equal contents may occur more than once.
   *
   * @return the stored contents in the order of the given ones
   * @throws TransientCofferException if others kept deleting what was found
   */
  public List<StoredContent> write(UnitOfWork unit, List<PreparedContent> contents)
      throws SQLException {
    Map<ContentHash, NewContent> framed = new HashMap<>();
    Map<ContentHash, PreparedContent> inParts = new HashMap<>();
    for (PreparedContent content : contents) {
      if (content.size() <= Chunker.GREATEST) {
        framed.put(content.hash(), content.framedBy(encoder));
      } else {
        inParts.put(content.hash(), content);
      }
    }
    unit.writes(WriteTarget.store(contents.stream().map(PreparedContent::hash).toList()));
    Map<ContentHash, ContentWriter.Claim> claims = writer.write(unit, framed.values());
    unit.afterCommit(() -> ContentCounts.count(statistics, claims.values()));
    Map<ContentHash, StoredContent> stored = new HashMap<>();
    claims.forEach((hash, claim) -> stored.put(hash, claim.content()));
    for (PreparedContent content : inParts.values()) {
      stored.put(content.hash(), writeInParts(unit, content));
    }
    return contents.stream()
        .map(content -> Objects.requireNonNull(stored.get(content.hash()), "every one is written"))
        .toList();
  }

  private StoredContent writeInParts(UnitOfWork unit, PreparedContent content) throws SQLException {
    Optional<StoredContent> stored = existing(unit, content.hash(), content.size());
    if (stored.isEmpty()) {
      Source bytes = Source.of(content.raw());
      stored = large.write(Batches.within(unit), bytes, (same, written) -> {});
    }
    return stored.orElseThrow(
        () ->
            new TransientCofferException(
                "Parts of the content "
                    + content.hash()
                    + " were deleted while it was written; replay the transaction."));
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
    Set<Long> suspect = suspects.among(unit, found);
    return found.stream()
        .filter(row -> !suspect.contains(row.id()))
        .map(ContentRow::hash)
        .collect(Collectors.toSet());
  }

  /**
   * Takes note that the stored bytes of a content were found damaged by a reader of its row, so
   * that the next write of the same bytes heals it.
   */
  public void suspect(Transactions transactions, long contentId) {
    suspects.add(transactions, List.of(contentId));
  }

  /** Locks and counts a content that is stored and not known to be damaged. */
  Optional<StoredContent> existing(UnitOfWork unit, ContentHash hash, long size)
      throws SQLException {
    unit.writes(WriteTarget.store(List.of(hash)));
    StoredContent content = writer.lockIfSound(unit, hash, size);
    if (content != null) {
      unit.afterCommit(() -> statistics.contentDeduplicated(content.size()));
    }
    return Optional.ofNullable(content);
  }

  ContentRows rows() {
    return rows;
  }

  LargeContentWriter large() {
    return large;
  }

  ContentReader reader() {
    return reader;
  }
}
