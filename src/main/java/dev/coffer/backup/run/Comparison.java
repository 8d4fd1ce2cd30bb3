package dev.coffer.backup.run;

import dev.coffer.backup.snapshot.Blobs;
import dev.coffer.backup.snapshot.ContentKey;
import dev.coffer.backup.snapshot.ContentRow;
import dev.coffer.backup.snapshot.KeyRangeRow;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.snapshot.RecordRow;
import dev.coffer.backup.store.BinaryWriter;
import dev.coffer.backup.store.BlobId;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.backup.view.ConsistentView;
import dev.coffer.backup.view.ContentQueries;
import dev.coffer.backup.view.RecordQueries;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares a snapshot with a database that has nothing else. Used by one thread. The bytes of
 * contents are not compared here: their hashes are checked by a verification.
 */
final class Comparison {
  private static final int MOST_PROBLEMS = 1_000;

  private final BlobStore store;
  private final Manifest manifest;
  private final List<String> problems = new ArrayList<>();
  private long records;
  private long contents;

  Comparison(BlobStore store, Manifest manifest) {
    this.store = store;
    this.manifest = manifest;
  }

  List<String> problems() {
    return problems;
  }

  long records() {
    return records;
  }

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
  }

  private void problem(String text) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(text);
    }
  }

  private void compareContents(UnitOfWork unit) throws SQLException {
    ContentQueries queries = new ContentQueries(unit);
    for (BlobId blob : manifest.contents()) {
      List<ContentRow> expected = Blobs.contents(store, blob);
      List<ContentRow> found =
          queries.rows(expected.get(0).id(), expected.get(expected.size() - 1).id());
      if (found.size() != expected.size()) {
        problem("%d contents instead of %d".formatted(found.size(), expected.size()));
        continue;
      }
      for (int i = 0; i < expected.size(); i++) {
        if (!Arrays.equals(bytes(expected.get(i)), bytes(found.get(i)))) {
          problem("the content with id " + expected.get(i).id() + " differs");
        }
        contents++;
      }
    }
  }

  private void compareRecords(UnitOfWork unit) throws SQLException {
    RecordQueries queries = new RecordQueries(unit);
    for (Manifest.CollectionEntry collection : manifest.collections()) {
      @Nullable String after = null;
      for (BlobId ranges : collection.ranges()) {
        for (KeyRangeRow range : Blobs.ranges(store, ranges)) {
          List<RecordRow> expected = Blobs.records(store, range.blob());
          compare(queries, collection.name(), expected, after);
          after = expected.get(expected.size() - 1).key();
        }
      }
      if (!queries.heads(collection.name(), after, 1).isEmpty()) {
        problem("collection '" + collection.name() + "' has more records than the snapshot");
      }
    }
  }

  private void compare(
      RecordQueries queries, String collection, List<RecordRow> expected, @Nullable String after)
      throws SQLException {
    List<RecordRow> heads = queries.heads(collection, after, expected.size());
    String first = expected.get(0).key();
    String last = expected.get(expected.size() - 1).key();
    Map<String, byte[]> frames = queries.frames(collection, first, last);
    Map<String, List<ContentKey>> references = queries.references(collection, first, last);
    for (int i = 0; i < expected.size(); i++) {
      RecordRow row = expected.get(i);
      if (i >= heads.size()) {
        problem("the record '%s' of collection '%s' is missing".formatted(row.key(), collection));
        continue;
      }
      RecordRow head = heads.get(i);
      RecordRow found =
          head.withValue(frames.get(head.key()), references.getOrDefault(head.key(), List.of()));
      if (!Arrays.equals(bytes(row), bytes(found))) {
        problem("the record '%s' of collection '%s' differs".formatted(row.key(), collection));
      }
      records++;
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
