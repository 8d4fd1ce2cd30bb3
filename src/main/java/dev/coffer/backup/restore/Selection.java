package dev.coffer.backup.restore;

import dev.coffer.api.ContentHash;
import dev.coffer.backup.RestorePlan;
import dev.coffer.backup.snapshot.Blobs;
import dev.coffer.backup.snapshot.ContentKey;
import dev.coffer.backup.snapshot.ContentRow;
import dev.coffer.backup.snapshot.KeyRangeRow;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.snapshot.RecordRow;
import dev.coffer.backup.store.BlobId;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.record.key.Utf8Order;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a snapshot that a plan chooses, with the contents that they need. Immutable. */
final class Selection {
  private final BlobStore store;
  private final Manifest manifest;
  private final RestorePlan plan;

  /** The contents that the chosen records need. */
  private final Set<ContentKey> needed = new HashSet<>();

  /** The chosen contents. */
  private final Set<ContentKey> chosen = new HashSet<>();

  /** The ids of the parts of both. */
  private final Set<Long> parts = new HashSet<>();

  private long records;
  private long contents;

  /**
   * Finds the rows of a plan.
   *
   * @throws IllegalArgumentException if the snapshot does not have something that the plan names
   */
  Selection(BlobStore store, Manifest manifest, RestorePlan plan) {
    this.store = store;
    this.manifest = manifest;
    this.plan = plan;
    if (plan.isWhole()) {
      records = manifest.totals().records();
      contents = manifest.totals().contents();
    } else {
      requireCollections();
      findNeeded();
      findChosen();
      findParts();
    }
  }

  /** The number of records and contents. */
  long size() {
    return records + contents;
  }

  /** The collections that have chosen records. */
  List<Manifest.CollectionEntry> collections() {
    return manifest.collections().stream()
        .filter(each -> plan.isWhole() || isNamed(each.name()))
        .toList();
  }

  private boolean isNamed(String collection) {
    return plan.collections().contains(collection) || plan.keys().containsKey(collection);
  }

  /** What is done with a range of a collection. */
  interface RangeAction<X extends Exception> {
    void on(KeyRangeRow range) throws X;
  }

  /** Visits the ranges of a collection that may have chosen records, in the order of their keys. */
  <X extends Exception> void ranges(Manifest.CollectionEntry collection, RangeAction<X> action)
      throws X {
    Set<String> keys = keys(collection.name());
    KeyRangeRow last = null;
    for (BlobId list : collection.ranges()) {
      for (KeyRangeRow each : Blobs.ranges(store, list)) {
        if (last != null && mayHave(last, each.firstKey(), keys)) {
          action.on(last);
        }
        last = each;
      }
    }
    if (last != null && mayHave(last, null, keys)) {
      action.on(last);
    }
  }

  private static boolean mayHave(
      KeyRangeRow range, @Nullable String next, @Nullable Set<String> keys) {
    return keys == null || keys.stream().anyMatch(each -> isBetween(each, range.firstKey(), next));
  }

  private static boolean isBetween(String key, String first, @Nullable String next) {
    return Utf8Order.COMPARATOR.compare(key, first) >= 0
        && (next == null || Utf8Order.COMPARATOR.compare(key, next) < 0);
  }

  /** The chosen keys of a collection; null for all. */
  private @Nullable Set<String> keys(String collection) {
    return plan.isWhole() || plan.collections().contains(collection)
        ? null
        : plan.keys().getOrDefault(collection, Set.of());
  }

  /** The chosen records of a range. */
  List<RecordRow> records(Manifest.CollectionEntry collection, KeyRangeRow range) {
    List<RecordRow> rows = Blobs.records(store, range.blob());
    Set<String> keys = keys(collection.name());
    return keys == null ? rows : rows.stream().filter(each -> keys.contains(each.key())).toList();
  }

  /** The blobs of contents; without chosen contents, none. */
  List<BlobId> contents() {
    return contents == 0 ? List.of() : manifest.contents();
  }

  /** The contents of a blob that are chosen or needed. */
  List<ContentRow> contents(BlobId blob) {
    List<ContentRow> rows = Blobs.contents(store, blob);
    return plan.isWhole()
        ? rows
        : rows.stream()
            .filter(
                each ->
                    needed.contains(each.key())
                        || chosen.contains(each.key())
                        || parts.contains(each.id()))
            .toList();
  }

  /** Whether a content itself is restored, and not only for the sake of records. */
  boolean isChosen(ContentRow content) {
    return plan.isWhole() || chosen.contains(content.key());
  }

  private void requireCollections() {
    Set<String> missing = new HashSet<>(plan.collections());
    missing.addAll(plan.keys().keySet());
    manifest.collections().forEach(each -> missing.remove(each.name()));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "The snapshot has no records of the collections "
              + missing
              + ". Its collections are "
              + manifest.collections().stream().map(Manifest.CollectionEntry::name).toList()
              + '.');
    }
  }

  private void findNeeded() {
    for (Manifest.CollectionEntry collection : collections()) {
      Set<String> keys = keys(collection.name());
      Set<String> missing = keys == null ? Set.of() : new HashSet<>(keys);
      ranges(
          collection,
          range -> {
            for (RecordRow each : records(collection, range)) {
              records++;
              ContentKey content = each.content();
              if (content != null) {
                needed.add(content);
              }
              needed.addAll(each.references());
              if (keys != null) {
                missing.remove(each.key());
              }
            }
          });
      if (!missing.isEmpty()) {
        throw new IllegalArgumentException(
            "The snapshot has no records with the keys "
                + missing
                + " in collection '"
                + collection.name()
                + "'.");
      }
    }
  }

  private void findChosen() {
    if (plan.contents().isEmpty()) {
      return;
    }
    Set<ContentHash> missing = new HashSet<>(plan.contents());
    for (BlobId blob : manifest.contents()) {
      for (ContentRow each : Blobs.contents(store, blob)) {
        ContentHash hash =
            ContentHash.ofRow(each.id(), each.key().algorithm(), each.key().digest());
        if (plan.contents().contains(hash)) {
          chosen.add(each.key());
          missing.remove(hash);
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("The snapshot has no contents " + missing + '.');
    }
  }

  private void findParts() {
    if (needed.isEmpty() && chosen.isEmpty()) {
      return;
    }
    for (BlobId blob : manifest.contents()) {
      for (ContentRow each : Blobs.contents(store, blob)) {
        if (needed.contains(each.key()) || chosen.contains(each.key())) {
          contents++;
          each.parts().forEach(part -> parts.add(part.id()));
        }
      }
    }
    contents += parts.size();
  }
}
