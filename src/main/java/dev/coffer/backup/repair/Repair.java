package dev.coffer.backup.repair;

import dev.coffer.backup.DamagedRepositoryException;
import dev.coffer.backup.RepairReport;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.store.BackupRepository;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.backup.verify.SnapshotCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the blobs that are damaged or missing to new packs, from which they are read afterwards.
 * Used by one thread.
 *
 * <p>It reads every byte of every pack. The sound blobs of a damaged pack are copied; the others
 * come from the given source. It deletes nothing. A damaged pack gets a mark, so that no backup
 * relies on it, and a pruning deletes it once other packs have all that the snapshots need.
 */
public final class Repair {
  private static final Logger log = LoggerFactory.getLogger(Repair.class);

  private final BackupRepository repository;

  public Repair(BackupRepository repository) {
    this.repository = repository;
  }

  /**
   * Repairs.
   *
   * @param source adds the blobs that it has and the store does not have
   */
  public RepairReport run(Consumer<BlobStore> source, Instant now) {
    try (BlobStore store = repository.blobs()) {
      repository.inspection().checkAll(store);
      store.rescue();
      store.flush();
      source.accept(store);
      store.flush();
      repository.markDamagedPacks(store, now);
      return new RepairReport(
          store.addedBlobs(), store.addedBytes(), List.copyOf(remaining(repository, store)));
    }
  }

  private static Set<String> remaining(BackupRepository repository, BlobStore store) {
    Set<String> problems = new LinkedHashSet<>(repository.inspection().headProblems());
    for (String name : repository.snapshots()) {
      try {
        Manifest manifest = manifest(repository, name);
        new SnapshotCheck(store, manifest, id -> false, null)
            .run()
            .problems()
            .forEach(each -> problems.add("snapshot " + name + ": " + each));
      } catch (DamagedRepositoryException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return problems;
  }

  private static Manifest manifest(BackupRepository repository, String name) {
    return Manifest.of(BackupRepository.snapshotPath(name), repository.readSnapshot(name));
  }

  /** The manifests of all snapshots that can be read. */
  static List<Manifest> manifests(BackupRepository repository) {
    List<Manifest> manifests = new ArrayList<>();
    for (String name : repository.snapshots()) {
      try {
        manifests.add(manifest(repository, name));
      } catch (DamagedRepositoryException e) {
        log.warn("A snapshot cannot be repaired, because its file cannot be read.", e);
      }
    }
    return manifests;
  }
}
