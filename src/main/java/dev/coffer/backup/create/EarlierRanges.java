package dev.coffer.backup.create;

import dev.coffer.backup.snapshot.Blobs;
import dev.coffer.backup.snapshot.KeyRangeRow;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.store.BlobId;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.record.key.Utf8Order;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of the records of one collection in an earlier snapshot, in the order of their keys.
 * It has one list of ranges in memory. Used by one thread.
 */
final class EarlierRanges {
  private final BlobStore store;
  private final @Nullable Manifest manifest;
  private final String collection;
  private final Deque<BlobId> lists = new ArrayDeque<>();
  private final Deque<KeyRangeRow> ranges = new ArrayDeque<>();

  /**
   * Begins with the first range.
   *
   * @param manifest the earlier snapshot; null for none
   */
  EarlierRanges(BlobStore store, @Nullable Manifest manifest, String collection) {
    this.store = store;
    this.manifest = manifest;
    this.collection = collection;
    if (manifest != null) {
      manifest.collections().stream()
          .filter(each -> each.name().equals(collection))
          .forEach(each -> lists.addAll(each.ranges()));
    }
  }

  /** A dictionary that the database may have deleted since; null if the snapshot has none. */
  Manifest.@Nullable DictionaryEntry dictionary(String id) {
    List<Manifest.DictionaryEntry> all = manifest == null ? List.of() : manifest.dictionaries();
    return all.stream()
        .filter(each -> each.collection().equals(collection) && each.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  /**
   * The range with this fingerprint; null if there is none. Call it with ascending keys.
   *
   * @param firstKey the first key of the range
   */
  @Nullable KeyRangeRow find(String firstKey, byte[] fingerprint) {
    KeyRangeRow next = next();
    while (next != null && Utf8Order.COMPARATOR.compare(next.firstKey(), firstKey) < 0) {
      ranges.remove();
      next = next();
    }
    return next != null && Arrays.equals(next.fingerprint(), fingerprint) ? next : null;
  }

  private @Nullable KeyRangeRow next() {
    while (ranges.isEmpty() && !lists.isEmpty()) {
      ranges.addAll(Blobs.ranges(store, lists.remove()));
    }
    return ranges.peek();
  }
}
