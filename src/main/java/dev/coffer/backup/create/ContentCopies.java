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
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies contents. It reads the rows of all contents, and the frames of those alone that the
 * repository does not have. Used by one thread.
 */
final class ContentCopies {
  private static final int PAGE = 1_000;

  /** The largest number of contents in a blob. */
  private static final int LARGEST = 4_000;

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
    List<ContentRow> blob = new ArrayList<>();
    long after = Long.MIN_VALUE;
    for (OptionalLong end = queries.endOfNext(after, PAGE);
        end.isPresent();
        end = queries.endOfNext(after, PAGE)) {
      for (ContentRow each : queries.rows(after + 1, end.getAsLong())) {
        add(each, blob);
        if (endsBlob(each.id()) || blob.size() == LARGEST) {
          write(blob, blobs);
        }
      }
      largestId = end.getAsLong();
      after = largestId;
    }
    write(blob, blobs);
    return blobs;
  }

  /**
   * Whether a blob ends after a content with this id. One id of 1,024 does. The id alone decides,
   * so that a new content changes one blob. The multiplier is the golden ratio, by which ends are
   * evenly spaced among adjacent ids (D. E. Knuth, The Art of Computer Programming, 6.4).
   */
  private static boolean endsBlob(long id) {
    return (id * 0x9E37_79B9_7F4A_7C15L) >>> 54 == 0;
  }

  private void write(List<ContentRow> blob, List<BlobId> blobs) {
    if (!blob.isEmpty()) {
      blobs.add(Blobs.addContents(store, blob));
      blob.clear();
    }
  }

  private void add(ContentRow row, List<ContentRow> blob) throws SQLException {
    meter.add(1, 0);
    if (isSound(row)) {
      blob.add(row);
      contents++;
      // The bytes of a content with parts are those of its parts.
      bytes += row.manifest() == null ? row.size() : 0;
    }
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
