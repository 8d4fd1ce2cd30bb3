package dev.coffer.backup.snapshot;

import dev.coffer.backup.store.BlobId;
import dev.coffer.backup.store.BlobStore;
import java.util.HashSet;
import java.util.Set;

/** The blobs that snapshots need. Used by one thread. */
public final class UsedBlobs {
  private final BlobStore store;
  private final Set<BlobId> used = new HashSet<>();

  public UsedBlobs(BlobStore store) {
    this.store = store;
  }

  /**
   * Adds the blobs of a snapshot.
   *
   * @throws dev.coffer.backup.store.DamagedRepositoryException if a list of blobs cannot be read;
   *     then nothing may be removed
   */
  public void add(Manifest manifest) {
    manifest.dictionaries().forEach(each -> used.add(each.blob()));
    for (Manifest.CollectionEntry collection : manifest.collections()) {
      for (BlobId ranges : collection.ranges()) {
        if (used.add(ranges)) {
          Blobs.ranges(store, ranges).forEach(each -> used.add(each.blob()));
        }
      }
    }
    for (BlobId contents : manifest.contents()) {
      if (used.add(contents)) {
        Blobs.contents(store, contents).stream()
            .filter(each -> each.manifest() == null)
            .forEach(each -> used.add(each.key().frame()));
      }
    }
  }

  /** All blobs that were added. */
  public Set<BlobId> all() {
    return used;
  }
}
