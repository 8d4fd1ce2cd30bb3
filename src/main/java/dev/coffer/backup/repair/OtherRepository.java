package dev.coffer.backup.repair;

import dev.coffer.api.CofferException;
import dev.coffer.backup.snapshot.Blobs;
import dev.coffer.backup.snapshot.ContentRow;
import dev.coffer.backup.snapshot.KeyRangeRow;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.store.BackupRepository;
import dev.coffer.backup.store.BlobId;
import dev.coffer.backup.store.BlobStore;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blobs of another repository as a source of a {@link Repair}. If that is a copy of the damaged
 * one, damaged manifests get their bytes again too. Used by one thread.
 */
public final class OtherRepository {
  private static final Logger log = LoggerFactory.getLogger(OtherRepository.class);

  private final BackupRepository damaged;
  private final BackupRepository other;

  public OtherRepository(BackupRepository damaged, BackupRepository other) {
    this.damaged = damaged;
    this.other = other;
  }

  /** Adds the blobs that the snapshots need and the store does not have. */
  public void addTo(BlobStore store) {
    damaged.restoreSnapshotsFrom(other);
    List<Manifest> manifests = Repair.manifests(damaged);
    try (BlobStore source = other.blobs()) {
      for (Manifest each : manifests) {
        each.dictionaries().forEach(entry -> copy(source, store, entry.blob()));
        each.contents().forEach(blob -> copy(source, store, blob));
        each.collections().forEach(entry -> entry.ranges().forEach(id -> copy(source, store, id)));
      }
      // The lists must be readable before what they name can be copied.
      store.flush();
      for (Manifest each : manifests) {
        each.contents().forEach(blob -> copyContents(source, store, blob));
        each.collections()
            .forEach(entry -> entry.ranges().forEach(id -> copyRecords(source, store, id)));
      }
    }
  }

  private static void copy(BlobStore source, BlobStore store, BlobId id) {
    if (!store.has(id)) {
      attempt(id, () -> store.add(id, source.read(id)));
    }
  }

  private static void copyContents(BlobStore source, BlobStore store, BlobId list) {
    attempt(
        list,
        () -> {
          for (ContentRow each : Blobs.contents(store, list)) {
            if (each.manifest() == null) {
              copy(source, store, each.key().frame());
            }
          }
        });
  }

  private static void copyRecords(BlobStore source, BlobStore store, BlobId list) {
    attempt(
        list,
        () -> {
          for (KeyRangeRow each : Blobs.ranges(store, list)) {
            copy(source, store, each.blob());
          }
        });
  }

  /** What neither repository has is named by the repair at its end. */
  private static void attempt(BlobId id, Runnable step) {
    try {
      step.run();
    } catch (CofferException e) {
      log.debug("Neither repository has the blob {}.", id, e);
    }
  }
}
