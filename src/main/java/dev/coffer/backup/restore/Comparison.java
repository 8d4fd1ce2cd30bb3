package dev.coffer.backup.restore;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.ContentHash;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.backup.progress.ProgressMeter;
import dev.coffer.backup.snapshot.ContentKey;
import dev.coffer.backup.snapshot.ContentRow;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.snapshot.RecordRow;
import dev.coffer.backup.store.BinaryWriter;
import dev.coffer.backup.store.BlobId;
import dev.coffer.backup.view.ConsistentView;
import dev.coffer.backup.view.ContentQueries;
import dev.coffer.backup.view.RecordQueries;
import dev.coffer.backup.view.StoredDictionaries;
import dev.coffer.codec.frame.Frames;
import dev.coffer.hash.ContentHasher;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares restored rows with the snapshot, at one moment. Used by one thread.
 *
 * <p>An exact comparison requires every row with its version and its id, and no others. Otherwise a
 * row that is absent or has another version counts as changed by others, and is not compared.
 */
final class Comparison {
  private static final int MOST_PROBLEMS = 1_000;
  private static final int BATCH = 200;

  private final Selection selection;
  private final boolean exact;
  private final ProgressMeter meter;
  private final List<String> problems = new ArrayList<>();
  private long records;
  private long contents;

  Comparison(Selection selection, boolean exact, ProgressMeter meter) {
    this.selection = selection;
    this.exact = exact;
    this.meter = meter;
  }

  List<String> problems() {
    return problems;
  }

  /** The number of compared records. */
  long records() {
    return records;
  }

  /** The number of compared contents. */
  long contents() {
    return contents;
  }

  void run(Transactions own) {
    boolean unused =
        ConsistentView.read(
            own,
            unit -> {
              compareContents(unit);
              compareRecords(unit);
              return true;
            });
    meter.end();
  }

  private void problem(String text) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(text);
    }
  }

  private void compareContents(UnitOfWork unit) throws SQLException {
    ContentQueries queries = new ContentQueries(unit);
    for (BlobId blob : selection.contents()) {
      List<ContentRow> all = selection.contents(blob);
      for (int from = 0; from < all.size(); from += BATCH) {
        List<ContentRow> expected = all.subList(from, Math.min(from + BATCH, all.size()));
        Map<ContentKey, Long> ids = queries.ids(expected.stream().map(ContentRow::key).toList());
        for (ContentRow each : expected) {
          compare(queries, each, ids.get(each.key()));
          meter.add(1, each.size());
        }
      }
    }
    if (exact && queries.count() != contents) {
      problem("the database has %d contents instead of %d".formatted(queries.count(), contents));
    }
  }

  private void compare(ContentQueries queries, ContentRow expected, @Nullable Long id)
      throws SQLException {
    if (id == null) {
      if (exact) {
        problem("the content with id " + expected.id() + " is missing");
      }
      return;
    }
    contents++;
    ContentRow found = queries.rows(id, id).get(0);
    String problem = null;
    if (exact && !Arrays.equals(bytes(expected), bytes(found))) {
      problem = "its row differs";
    } else if (expected.manifest() == null) {
      problem = problem(expected, queries.frame(id));
    } else if (!Arrays.equals(expected.manifest(), found.manifest())
        || expected.parts().size() != found.parts().size()) {
      problem = "its list of parts differs";
    }
    if (problem != null) {
      problem("the content with id " + id + ": " + problem);
    }
  }

  private static @Nullable String problem(ContentRow row, byte @Nullable [] frame) {
    if (frame == null) {
      return "it has no frame";
    }
    ContentHash hash = ContentHash.ofRow(row.id(), row.key().algorithm(), row.key().digest());
    try {
      byte[] raw = Frames.decode(frame);
      return hash.equals(ContentHasher.hash(hash.algorithm(), raw))
          ? null
          : "its bytes do not have the hash " + hash;
    } catch (DamagedFrameException | CodecUnavailableException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void compareRecords(UnitOfWork unit) throws SQLException {
    RecordQueries queries = new RecordQueries(unit);
    for (Manifest.CollectionEntry collection : selection.collections()) {
      long before = records;
      StoredDictionaries dictionaries = new StoredDictionaries(unit, collection.name());
      selection.ranges(
          collection,
          range ->
              compare(queries, dictionaries, collection, selection.records(collection, range)));
      long found = exact ? queries.count(collection.name()) : records - before;
      if (found != records - before) {
        problem(
            "collection '%s' has %d records instead of %d"
                .formatted(collection.name(), found, records - before));
      }
    }
  }

  private void compare(
      RecordQueries queries,
      StoredDictionaries dictionaries,
      Manifest.CollectionEntry collection,
      List<RecordRow> all)
      throws SQLException {
    for (int from = 0; from < all.size(); from += BATCH) {
      List<RecordRow> batch = all.subList(from, Math.min(from + BATCH, all.size()));
      compareBatch(queries, dictionaries, collection.name(), batch);
      meter.add(batch.size(), batch.stream().mapToLong(RecordRow::size).sum());
    }
  }

  private void compareBatch(
      RecordQueries queries,
      StoredDictionaries dictionaries,
      String collection,
      List<RecordRow> expected)
      throws SQLException {
    Map<String, RecordRow> rows =
        queries.rows(collection, expected.stream().map(RecordRow::key).toList());
    for (RecordRow each : expected) {
      RecordRow found = rows.get(each.key());
      if (found == null || (found.version() != each.version() && !exact)) {
        if (exact) {
          problem(
              "the record '%s' of collection '%s' is missing".formatted(each.key(), collection));
        }
        continue;
      }
      records++;
      if (exact ? !Arrays.equals(bytes(each), bytes(found)) : !isSame(each, found, dictionaries)) {
        problem("the record '%s' of collection '%s' differs".formatted(each.key(), collection));
      }
    }
  }

  /** Whether two rows of a version have the same value. A recompression changes the frame only. */
  private static boolean isSame(
      RecordRow expected, RecordRow found, StoredDictionaries dictionaries) {
    byte[] before = expected.frame();
    byte[] after = found.frame();
    if (!expected.type().equals(found.type())
        || !Objects.equals(expected.content(), found.content())) {
      return false;
    }
    if (before == null || after == null) {
      return before == after;
    }
    if (Arrays.equals(before, after)) {
      return true;
    }
    try {
      return Arrays.equals(Frames.decode(before, dictionaries), Frames.decode(after, dictionaries));
    } catch (DamagedFrameException | CodecUnavailableException e) {
      return false;
    }
  }

  private static byte[] bytes(RecordRow row) {
    BinaryWriter out = new BinaryWriter();
    row.write(out);
    return out.toBytes();
  }

  private static byte[] bytes(ContentRow row) {
    BinaryWriter out = new BinaryWriter();
    row.write(out);
    return out.toBytes();
  }
}
