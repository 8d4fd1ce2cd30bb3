package dev.coffer.backup.verify;

import dev.coffer.backup.BackupProgress;
import dev.coffer.backup.DamagedRepositoryException;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.store.BackupRepository;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.backup.store.Inspection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks one snapshot, and names all damaged files that it meets on the way: those that the
 * snapshot needs, and the others. It repairs nothing. Used by one thread.
 *
 * <p>It reads all small files and compares the sizes of all packs. Of a share of the packs that the
 * snapshot needs it reads every byte.
 */
public final class RepositoryCheck {
  private final BackupRepository repository;
  private final BlobStore store;
  private final Inspection inspection;
  private final String snapshot;
  private final @Nullable Consumer<BackupProgress> listener;

  /**
   * Creates a check.
   *
   * @param snapshot the name of the snapshot
   * @param listener is told the progress; null for none
   */
  public RepositoryCheck(
      BackupRepository repository,
      BlobStore store,
      String snapshot,
      @Nullable Consumer<BackupProgress> listener) {
    this.repository = repository;
    this.store = store;
    this.inspection = repository.inspection();
    this.snapshot = snapshot;
    this.listener = listener;
  }

  /**
   * The result.
   *
   * @param manifest the manifest of the snapshot; null if it is missing or damaged
   * @param blobs the number of blobs of the snapshot
   * @param bytes the number of bytes of blobs that were read and compared
   * @param problems what the snapshot needs and is damaged or missing
   * @param repositoryProblems what is damaged or missing, and not needed by the snapshot
   */
  public record Result(
      @Nullable Manifest manifest,
      long blobs,
      long bytes,
      List<String> problems,
      List<String> repositoryProblems) {

    /** The manifest, if there is no problem. */
    public @Nullable Manifest soundManifest() {
      return problems.isEmpty() ? manifest : null;
    }
  }

  /** Checks a share of the bytes. */
  public Result run(Share share) {
    List<String> problems = new ArrayList<>(inspection.headProblems());
    Map<String, String> others = inspection.listProblems();
    inspection.checkSizes(store);
    Manifest manifest = manifest(problems);
    SnapshotCheck.@Nullable Result result = null;
    Set<String> packs = new HashSet<>();
    if (manifest != null) {
      checkPacks(manifest, share, packs);
      result = new SnapshotCheck(store, manifest, share::hasBlob, listener).run();
      problems.addAll(store.neededProblems());
      problems.addAll(result.problems());
    }
    others.remove(BackupRepository.snapshotPath(snapshot));
    List<String> rest = new ArrayList<>(others.values());
    rest.addAll(store.unneededProblems());
    store.unlisted().stream()
        .filter(packs::contains)
        .map(RepositoryCheck::notListed)
        .forEach(rest::add);
    return new Result(
        manifest,
        result == null ? 0 : result.blobs(),
        result == null ? 0 : result.bytes(),
        List.copyOf(problems),
        List.copyOf(rest));
  }

  private @Nullable Manifest manifest(List<String> problems) {
    String path = BackupRepository.snapshotPath(snapshot);
    try {
      return Manifest.of(path, repository.readSnapshot(snapshot));
    } catch (DamagedRepositoryException e) {
      problems.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /**
   * Reads the packs of the snapshot as a whole. Where one is damaged, another pack may have the
   * same blobs, and is read too.
   */
  private void checkPacks(Manifest manifest, Share share, Set<String> needed) {
    Set<String> checked = new HashSet<>();
    boolean damaged = true;
    while (damaged) {
      damaged = false;
      SnapshotCheck structure = new SnapshotCheck(store, manifest, id -> false, null);
      var unused = structure.run();
      needed.addAll(structure.packs());
      for (String each : structure.packs()) {
        if (share.hasPack(each) && checked.add(each) && !inspection.checkBytes(store, each)) {
          damaged = true;
        }
      }
    }
  }

  /** A snapshot's packs have an index before the snapshot is made. */
  private static String notListed(String pack) {
    return "No index file lists the pack "
        + pack
        + ", although a snapshot needs it: an index file is missing or damaged. Nothing is lost; the"
        + " next backup writes another one.";
  }
}
