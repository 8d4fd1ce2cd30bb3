package dev.coffer.backup.create;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.ContentHash;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.backup.progress.ProgressMeter;
import dev.coffer.backup.snapshot.Blobs;
import dev.coffer.backup.snapshot.ContentRow;
import dev.coffer.backup.store.BlobId;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.backup.view.ContentQueries;
import dev.coffer.codec.frame.Frames;
import dev.coffer.hash.ContentHasher;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies contents. It reads the rows of all contents, and the frames of those alone that the
 * repository does not have. Used by one thread.
 */
final class ContentCopies {
  /** A blob has the contents of this number of adjacent ids. */
  private static final long IDS = 1_000;

  private final ContentQueries queries;
  private final BlobStore store;
  private final Consumer<String> damage;
  private final ProgressMeter meter;
  private long contents;
  private long bytes;
  private long largestId;

  ContentCopies(UnitOfWork unit, BlobStore store, Consumer<String> damage, ProgressMeter meter) {
    this.queries = new ContentQueries(unit);
    this.store = store;
    this.damage = damage;
    this.meter = meter;
  }

  long contents() {
    return contents;
  }

  long bytes() {
    return bytes;
  }

  long largestId() {
    return largestId;
  }

  List<BlobId> copy() throws SQLException {
    List<BlobId> blobs = new ArrayList<>();
    Long first = queries.firstIdFrom(Long.MIN_VALUE);
    while (first != null) {
      long from = Math.floorDiv(first, IDS) * IDS;
      List<ContentRow> rows = queries.rows(from, from + IDS - 1);
      largestId = Math.max(largestId, rows.get(rows.size() - 1).id());
      List<ContentRow> sound = new ArrayList<>();
      for (ContentRow each : rows) {
        meter.add(1, 0);
        if (isSound(each)) {
          sound.add(each);
          contents++;
          // The bytes of a content with parts are those of its parts.
          bytes += each.manifest() == null ? each.size() : 0;
        }
      }
      if (!sound.isEmpty()) {
        blobs.add(Blobs.addContents(store, sound));
      }
      first = queries.firstIdFrom(from + IDS);
    }
    return blobs;
  }

  private boolean isSound(ContentRow row) throws SQLException {
    if (row.manifest() != null || store.has(row.key().frame())) {
      return true;
    }
    byte[] frame = queries.frame(row.id());
    String problem = frame == null ? "its frame is missing" : problem(row, frame);
    if (frame == null || problem != null) {
      damage.accept("content %s with id %d: %s".formatted(hash(row), row.id(), problem));
      return false;
    }
    store.add(row.key().frame(), frame);
    meter.add(0, frame.length);
    return true;
  }

  private static ContentHash hash(ContentRow row) {
    return ContentHash.ofRow(row.id(), row.key().algorithm(), row.key().digest());
  }

  private static @Nullable String problem(ContentRow row, byte[] frame) {
    try {
      byte[] raw = Frames.decode(frame);
      ContentHash hash = hash(row);
      if (raw.length != row.size()) {
        return "its frame has another length than its row";
      }
      return hash.equals(ContentHasher.hash(hash.algorithm(), raw))
          ? null
          : "its bytes do not have the hash " + hash;
    } catch (DamagedFrameException | CodecUnavailableException | IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
