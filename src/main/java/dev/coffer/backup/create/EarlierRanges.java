package dev.coffer.backup.create;

import dev.coffer.backup.snapshot.Blobs;
import dev.coffer.backup.snapshot.KeyRangeRow;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.store.BlobId;
import dev.coffer.backup.store.BlobStore;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of earlier snapshots by their fingerprints, and the dictionaries that they need. Used
 * by one thread.
 */
final class EarlierRanges {
  private final Map<ByteBuffer, KeyRangeRow> byFingerprint = new HashMap<>();
  private final Set<BlobId> read = new HashSet<>();
  private final Map<String, Manifest.DictionaryEntry> dictionaries = new HashMap<>();

  /** Adds the ranges of a snapshot. */
  void add(BlobStore store, Manifest manifest) {
    for (Manifest.DictionaryEntry each : manifest.dictionaries()) {
      dictionaries.put(nameOf(each.collection(), each.id()), each);
    }
    for (Manifest.CollectionEntry collection : manifest.collections()) {
      for (BlobId blob : collection.ranges()) {
        if (read.add(blob)) {
          for (KeyRangeRow each : Blobs.ranges(store, blob)) {
            byFingerprint.put(ByteBuffer.wrap(each.fingerprint()), each);
          }
        }
      }
    }
  }

  /** A dictionary that the database may have deleted since; null if no snapshot has it. */
  Manifest.@Nullable DictionaryEntry dictionary(String collection, String id) {
    return dictionaries.get(nameOf(collection, id));
  }

  private static String nameOf(String collection, String id) {
    return id + ' ' + collection;
  }

  /** The range with this fingerprint; null if there is none. */
  @Nullable KeyRangeRow find(byte[] fingerprint) {
    return byFingerprint.get(ByteBuffer.wrap(fingerprint));
  }
}
