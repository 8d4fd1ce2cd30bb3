package dev.coffer.backup.verify;

import dev.coffer.api.CofferException;
import dev.coffer.api.ContentHash;
import dev.coffer.api.DictionaryUnavailableException;
import dev.coffer.backup.BackupOperation;
import dev.coffer.backup.BackupProgress;
import dev.coffer.backup.progress.ProgressMeter;
import dev.coffer.backup.snapshot.Blobs;
import dev.coffer.backup.snapshot.ContentKey;
import dev.coffer.backup.snapshot.ContentRow;
import dev.coffer.backup.snapshot.KeyRangeRow;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.snapshot.RecordRow;
import dev.coffer.backup.store.BlobId;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.codec.frame.Dictionary;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.codec.frame.Frames;
import dev.coffer.hash.ContentHasher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks one snapshot without a database. Used by one thread.
 *
 * <p>It reads all lists of blobs and requires that every blob is there. Of a selection of blobs it
 * also reads the bytes, decodes every frame, and compares every hash. It repairs nothing.
 */
public final class SnapshotCheck {
  private static final int MOST_PROBLEMS = 1_000;

  private final BlobStore store;
  private final Manifest manifest;
  private final Predicate<BlobId> selection;
  private final ProgressMeter meter;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Map<String, Dictionary>> dictionaries = new HashMap<>();
  private final Set<ContentKey> contents = new HashSet<>();
  private final Set<String> packs = new HashSet<>();
  private long blobs;
  private long readBlobs;
  private long bytes;

  /**
   * Creates a check.
   *
   * @param selection the blobs of records and contents whose bytes are read
   * @param listener is told the progress, by records and contents; null for none
   */
  public SnapshotCheck(
      BlobStore store,
      Manifest manifest,
      Predicate<BlobId> selection,
      @Nullable Consumer<BackupProgress> listener) {
    this.store = store;
    this.manifest = manifest;
    this.selection = selection;
    this.meter =
        new ProgressMeter(
            BackupOperation.VERIFY,
            manifest.totals().records() + manifest.totals().contents(),
            listener);
  }

  /**
   * The result.
   *
   * @param blobs the number of blobs of the snapshot
   * @param readBlobs the number of blobs whose bytes were read
   * @param bytes the number of these bytes
   * @param problems descriptions of what is damaged or missing, at most {@value #MOST_PROBLEMS}
   */
  public record Result(long blobs, long readBlobs, long bytes, List<String> problems) {

    public boolean isSound() {
      return problems.isEmpty();
    }
  }

  /** The names of the packs from which the blobs of the snapshot are read. */
  Set<String> packs() {
    return Set.copyOf(packs);
  }

  public Result run() {
    for (Manifest.DictionaryEntry each : manifest.dictionaries()) {
      attempt(
          "dictionary " + each.id() + " of collection '" + each.collection() + "'",
          () -> {
            blobs++;
            packs.add(store.pack(each.blob()));
            byte[] dictionary = read(each.blob());
            dictionaries
                .computeIfAbsent(each.collection(), name -> new HashMap<>())
                .put(each.id(), Dictionary.of(dictionary));
          });
    }
    for (BlobId each : manifest.contents()) {
      attempt("a list of contents", () -> checkContents(each));
    }
    for (Manifest.CollectionEntry collection : manifest.collections()) {
      for (BlobId each : collection.ranges()) {
        attempt(
            "a list of ranges of collection '" + collection.name() + "'",
            () -> checkRanges(collection.name(), each));
      }
    }
    meter.end();
    return new Result(blobs, readBlobs, bytes, List.copyOf(problems));
  }

  private interface Step {
    void run();
  }

  private void attempt(String name, Step step) {
    try {
      step.run();
    } catch (CofferException | IllegalArgumentException e) {
      problem(name + ": " + e.getMessage());
    }
  }

  private void problem(String text) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(text);
    }
  }

  private byte[] read(BlobId id) {
    byte[] read = store.read(id);
    readBlobs++;
    bytes += read.length;
    meter.add(0, read.length);
    return read;
  }

  private void checkContents(BlobId list) {
    blobs++;
    packs.add(store.pack(list));
    for (ContentRow each : Blobs.contents(store, list)) {
      contents.add(each.key());
      meter.add(1, 0);
      if (each.manifest() == null) {
        attempt("the content with id " + each.id(), () -> checkFrame(each));
      }
    }
  }

  private void checkFrame(ContentRow row) {
    BlobId id = row.key().frame();
    blobs++;
    packs.add(store.pack(id));
    if (selection.test(id)) {
      byte[] raw = Frames.decode(read(id));
      ContentHash hash = ContentHash.ofRow(row.id(), row.key().algorithm(), row.key().digest());
      if (raw.length != row.size() || !hash.equals(ContentHasher.hash(hash.algorithm(), raw))) {
        problem("the content with id " + row.id() + ": its bytes do not have the hash " + hash);
      }
    }
  }

  private void checkRanges(String collection, BlobId list) {
    blobs++;
    packs.add(store.pack(list));
    for (KeyRangeRow each : Blobs.ranges(store, list)) {
      attempt(
          "the records of collection '" + collection + "' from key '" + each.firstKey() + "'",
          () -> checkRecords(collection, each));
    }
  }

  private void checkRecords(String collection, KeyRangeRow range) {
    blobs++;
    meter.add(range.records(), 0);
    packs.add(store.pack(range.blob()));
    if (!selection.test(range.blob())) {
      return;
    }
    readBlobs++;
    List<RecordRow> rows = Blobs.records(store, range.blob());
    if (rows.size() != range.records()) {
      problem("collection '" + collection + "': a range has another number of records");
    }
    DictionarySource source = dictionariesOf(collection);
    for (RecordRow each : rows) {
      attempt(
          "the record '" + each.key() + "' of collection '" + collection + "'",
          () -> checkRecord(each, source));
    }
  }

  private void checkRecord(RecordRow row, DictionarySource source) {
    byte[] frame = row.frame();
    if (frame != null) {
      bytes += frame.length;
      meter.add(0, frame.length);
      if (Frames.decode(frame, source).length != row.size()) {
        throw new IllegalArgumentException("its frame has another length than its row");
      }
    } else if (row.content() == null || !contents.contains(row.content())) {
      throw new IllegalArgumentException("its content is not part of the snapshot");
    }
    for (ContentKey each : row.references()) {
      if (!contents.contains(each)) {
        throw new IllegalArgumentException("it refers to a content that is not in the snapshot");
      }
    }
  }

  private DictionarySource dictionariesOf(String collection) {
    Map<String, Dictionary> known = dictionaries.getOrDefault(collection, Map.of());
    return (id, codec) -> {
      Dictionary dictionary = known.get(id);
      if (dictionary == null) {
        throw new DictionaryUnavailableException(
            codec, id, null, "The snapshot has no dictionary " + id + ".");
      }
      return dictionary;
    };
  }
}
