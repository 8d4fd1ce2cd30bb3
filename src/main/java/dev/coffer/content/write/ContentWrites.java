package dev.coffer.content.write;

import dev.coffer.api.ContentHash;
import dev.coffer.api.TransientCofferException;
import dev.coffer.codec.frame.Cores;
import dev.coffer.content.part.Chunker;
import dev.coffer.content.row.Batches;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.entity.StoredContent;
import dev.coffer.hash.ContentHasher;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.WriteTarget;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The writes of contents inside units of work. Thread-safe. */
public final class ContentWrites {

  private final ContentSettings settings;
  private final FrameEncoder encoder;
  private final ContentWriter writer;
  private final LargeContentWriter large;
  private final StatisticsRecorder statistics;

  public ContentWrites(
      ContentSettings settings,
      FrameEncoder encoder,
      ContentWriter writer,
      StatisticsRecorder statistics) {
    this.settings = settings;
    this.encoder = encoder;
    this.writer = writer;
    this.large = new LargeContentWriter(settings, writer, encoder, statistics);
    this.statistics = statistics;
  }

  /**
   * Hashes bytes, outside of any transaction. The bytes are not copied and must not change.
   *
   * @param frame the frame of the bytes, if they are compressed already, also not copied; null to
   *     make it on demand
   */
  public PreparedContent prepare(byte[] raw, byte @Nullable [] frame) {
    return new PreparedContent(raw, ContentHasher.hash(settings.algorithm(), raw), frame);
  }

  /** Hashes the bytes of several contents on all cores; see {@link #prepare(byte[], byte[])}. */
  public List<PreparedContent> prepare(List<byte[]> raws) {
    PreparedContent[] prepared = new PreparedContent[raws.size()];
    Cores.forEach(
        IntStream.range(0, prepared.length).boxed().toList(),
        index -> raws.get(index).length,
        index -> prepared[index] = prepare(raws.get(index), null));
    return List.of(prepared);
  }

  /**
   * Stores the missing contents among these, and locks all of them until the transaction ends, so
   * that a row of the same transaction can refer to them. Contents of any size are accepted;
   * existing ones are not sent. Equal contents may occur more than once.
   *
   * @return the stored contents, in the order of the arguments
   * @throws TransientCofferException if others repeatedly deleted contents that were found
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

  /** Locks and counts a content that is stored and not known to be damaged; empty otherwise. */
  public Optional<StoredContent> existing(UnitOfWork unit, ContentHash hash, long size)
      throws SQLException {
    unit.writes(WriteTarget.store(List.of(hash)));
    StoredContent content = writer.lockIfSound(unit, hash, size);
    if (content != null) {
      unit.afterCommit(() -> statistics.contentDeduplicated(content.size()));
    }
    return Optional.ofNullable(content);
  }

  /** The writer of contents that are larger than one frame. */
  public LargeContentWriter large() {
    return large;
  }
}
