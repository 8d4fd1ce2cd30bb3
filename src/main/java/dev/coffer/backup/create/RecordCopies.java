package dev.coffer.backup.create;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.backup.progress.ProgressMeter;
import dev.coffer.backup.snapshot.Blobs;
import dev.coffer.backup.snapshot.ContentKey;
import dev.coffer.backup.snapshot.KeyRangeRow;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.snapshot.RecordRow;
import dev.coffer.backup.store.BlobId;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.backup.view.RecordQueries;
import dev.coffer.codec.frame.Frames;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies records. It reads the heads of all records, and the frames of those ranges alone that the
 * earlier snapshot does not have. Used by one thread.
 */
final class RecordCopies {
  private static final int PAGE = 2_000;

  private final RecordQueries queries;
  private final BlobStore store;
  private final DictionaryCopies dictionaries;
  private final @Nullable Manifest earlier;
  private final Consumer<String> damage;
  private final ProgressMeter meter;

  RecordCopies(
      UnitOfWork unit,
      BlobStore store,
      DictionaryCopies dictionaries,
      @Nullable Manifest earlier,
      Consumer<String> damage,
      ProgressMeter meter) {
    this.queries = new RecordQueries(unit);
    this.store = store;
    this.dictionaries = dictionaries;
    this.earlier = earlier;
    this.damage = damage;
    this.meter = meter;
  }

  List<Manifest.CollectionEntry> copy() throws SQLException {
    List<Manifest.CollectionEntry> collections = new ArrayList<>();
    // No collection has an empty name.
    String name = queries.collectionAfter("");
    while (name != null) {
      collections.add(new OfCollection(name).copy());
      name = queries.collectionAfter(name);
    }
    return collections;
  }

  /** The records of one collection. */
  private final class OfCollection {
    private final String name;
    private final DictionaryCopies.Used used;
    private final EarlierRanges earlierRanges;
    private final List<KeyRangeRow> ranges = new ArrayList<>();
    private final List<BlobId> blobs = new ArrayList<>();
    private long records;
    private long bytes;

    OfCollection(String name) {
      this.name = name;
      this.used = dictionaries.of(name);
      this.earlierRanges = new EarlierRanges(store, earlier, name);
    }

    Manifest.CollectionEntry copy() throws SQLException {
      KeyRanges divider = new KeyRanges(name);
      List<RecordRow> page = queries.heads(name, null, PAGE);
      while (!page.isEmpty()) {
        for (RecordRow each : page) {
          add(divider.add(each));
        }
        meter.add(page.size(), 0);
        page = queries.heads(name, page.get(page.size() - 1).key(), PAGE);
      }
      add(divider.end());
      finishRanges();
      return new Manifest.CollectionEntry(name, records, bytes, blobs);
    }

    private void add(KeyRanges.@Nullable HeadRange range) throws SQLException {
      if (range == null) {
        return;
      }
      KeyRangeRow known = earlierRanges.find(range.firstKey(), range.fingerprint());
      KeyRangeRow row =
          known != null && store.has(known.blob()) && keepDictionaries(known) ? known : copy(range);
      if (row.records() > 0) {
        ranges.add(row);
        records += row.records();
        bytes += row.bytes();
      }
      if (KeyRanges.endsList(range, ranges.size())) {
        finishRanges();
      }
    }

    /** Adds the dictionaries of an earlier range to this snapshot; false if one is not there. */
    private boolean keepDictionaries(KeyRangeRow range) {
      for (String id : range.dictionaries()) {
        if (!dictionaries.has(name, id)) {
          Manifest.DictionaryEntry entry = earlierRanges.dictionary(id);
          if (entry == null || !store.has(entry.blob())) {
            return false;
          }
          dictionaries.add(entry);
        }
      }
      return true;
    }

    private void finishRanges() {
      if (!ranges.isEmpty()) {
        blobs.add(Blobs.addRanges(store, ranges));
        ranges.clear();
      }
    }

    private KeyRangeRow copy(KeyRanges.HeadRange range) throws SQLException {
      Map<String, byte[]> frames = queries.frames(name, range.firstKey(), range.lastKey());
      Map<String, List<ContentKey>> references =
          queries.references(name, range.firstKey(), range.lastKey());
      List<RecordRow> rows = new ArrayList<>();
      long sound = 0;
      for (RecordRow head : range.heads()) {
        byte[] frame = frames.get(head.key());
        String problem = problem(head, frame);
        if (problem == null) {
          rows.add(head.withValue(frame, references.getOrDefault(head.key(), List.of())));
          sound += head.size();
          meter.add(0, frame == null ? 0 : frame.length);
        } else {
          damage.accept("record '%s' of collection '%s': %s".formatted(head.key(), name, problem));
        }
      }
      // A damaged range gets no fingerprint of a sound one: it is read again by the next backup.
      byte[] fingerprint = rows.size() == range.heads().size() ? range.fingerprint() : new byte[32];
      return new KeyRangeRow(
          fingerprint,
          Blobs.addRecords(store, rows),
          rows.size(),
          sound,
          range.firstKey(),
          used.takeUsed());
    }

    private @Nullable String problem(RecordRow head, byte @Nullable [] frame) {
      if (frame == null) {
        return head.content() == null ? "it has neither a frame nor a content" : null;
      }
      try {
        int length = Frames.decode(frame, used).length;
        return length == head.size() ? null : "its frame has another length than its row";
      } catch (DamagedFrameException | CodecUnavailableException e) {
        return String.valueOf(e.getMessage());
      }
    }
  }
}
