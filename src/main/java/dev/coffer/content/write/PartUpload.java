package dev.coffer.content.write;

import dev.coffer.api.ContentHash;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.codec.frame.Cores;
import dev.coffer.content.part.Manifest;
import dev.coffer.content.part.PartList;
import dev.coffer.content.read.PartRows;
import dev.coffer.content.row.Batches;
import dev.coffer.content.row.ContentRows;
import dev.coffer.content.row.Statements;
import dev.coffer.entity.StoredContent;
import dev.coffer.hash.ContentHasher;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.WriteTarget;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The upload of one content as parts, with a row of its own that lists the parts. Not thread-safe.
 * It uses a few MiB of memory, independent of the content's size.
 *
 * <p>In transactions of Coffer's own, each batch of parts is committed while the bytes arrive. So
 * no transaction lasts as long as the upload, and a deadlock replays one batch and not the bytes,
 * which cannot be read again. Until the last transaction these parts are ordinary contents without
 * a reference. A source that fails leaves nothing under its own hash and no retained content, and
 * the garbage collector deletes the parts after its grace period. If it deletes a part before the
 * upload is complete, the last transaction notices that, because it locks the parts before it lists
 * them. In a host's transaction, all writes are part of that transaction and locked by it.
 */
public final class PartUpload {

  /** The number of raw bytes after which a batch of parts is written. */
  private static final int BATCH_BYTES = 2 << 20;

  private final HashAlgorithm algorithm;
  private final ContentWriter writer;
  private final FrameEncoder encoder;
  private final StatisticsRecorder statistics;
  private final Batches batches;
  private final PartList parts = new PartList();
  private final Manifest.Builder manifest;
  private final ContentHasher whole;
  private final List<byte[]> raws = new ArrayList<>();
  private int batchBytes;

  PartUpload(
      HashAlgorithm algorithm,
      ContentWriter writer,
      FrameEncoder encoder,
      StatisticsRecorder statistics,
      Batches batches) {
    this.algorithm = algorithm;
    this.writer = writer;
    this.encoder = encoder;
    this.statistics = statistics;
    this.batches = batches;
    this.manifest = new Manifest.Builder(algorithm);
    this.whole = ContentHasher.of(algorithm);
  }

  /** Work on this number of bytes. */
  private record Task(long bytes, Runnable work) {}

  /** Adds the next part, as {@link dev.coffer.content.part.Chunker} cut it. It is not copied. */
  public void add(byte[] raw) throws SQLException {
    if (batchBytes + raw.length > BATCH_BYTES) {
      flush();
    }
    raws.add(raw);
    batchBytes += raw.length;
  }

  /** Hashes each part, and in parallel continues the hash of the whole content. */
  private List<PreparedContent> hashed() {
    PreparedContent[] parts = new PreparedContent[raws.size()];
    List<Task> tasks = new ArrayList<>();
    tasks.add(new Task(batchBytes, () -> raws.forEach(raw -> whole.update(raw, 0, raw.length))));
    for (int i = 0; i < parts.length; i++) {
      int part = i;
      byte[] raw = raws.get(i);
      tasks.add(new Task(raw.length, () -> parts[part] = prepared(raw)));
    }
    Cores.forEach(tasks, Task::bytes, task -> task.work().run());
    return List.of(parts);
  }

  private PreparedContent prepared(byte[] raw) {
    return new PreparedContent(raw, ContentHasher.hash(algorithm, raw), null);
  }

  private void flush() throws SQLException {
    List<PreparedContent> batch = hashed();
    raws.clear();
    batchBytes = 0;
    Map<ContentHash, ContentWriter.Claim> claims = batches.run(unit -> writeBatch(unit, batch));
    for (PreparedContent part : batch) {
      ContentWriter.Claim claim = claims.get(part.hash());
      if (claim == null) {
        throw new IllegalStateException("The part " + part.hash() + " was not written.");
      }
      parts.add(claim.content().id(), part.size());
      manifest.add(part.hash(), part.size());
    }
  }

  private Map<ContentHash, ContentWriter.Claim> writeBatch(
      UnitOfWork unit, List<PreparedContent> batch) throws SQLException {
    Map<ContentHash, ContentWriter.Claim> claims =
        writer.write(unit, batch.stream().map(part -> part.framedBy(encoder)).toList());
    List<ContentWriter.Claim> written = List.copyOf(claims.values());
    unit.afterCommit(() -> ContentCounts.count(statistics, written));
    return claims;
  }

  /**
   * Writes the remaining parts and their list, so that the content becomes visible.
   *
   * @return the content; empty if parts of it were deleted meanwhile
   */
  public Optional<StoredContent> finish(Ending ending) throws SQLException {
    flush();
    ContentHash hash = whole.finish();
    ending.check(hash);
    Manifest complete = manifest.build();
    NewContent content = new NewContent(hash, complete.size(), complete::toBytes);
    return batches.run(
        unit -> {
          unit.writes(WriteTarget.store(List.of(hash)));
          return list(unit, content, ending);
        });
  }

  private Optional<StoredContent> list(UnitOfWork unit, NewContent content, Ending ending)
      throws SQLException {
    for (int from = 0; from < parts.count(); from += Statements.VALUES) {
      var ids = parts.ids(from, Math.min(parts.count(), from + Statements.VALUES));
      if (ContentRows.lock(unit, ids).size() < ids.size()) {
        return Optional.empty();
      }
    }
    ContentWriter.Claim claim = writer.claim(unit, content);
    if (claim.written()) {
      // A content that is repaired has a list already, which may be the damaged part.
      PartRows.delete(unit, List.of(claim.content().id()));
      PartRows.insert(unit, claim.content().id(), parts);
    }
    ending.end(unit, claim.content());
    return Optional.of(claim.content());
  }
}
