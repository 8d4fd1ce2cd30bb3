package dev.coffer.backup.store;

import dev.coffer.api.CofferException;
import dev.coffer.backup.DamagedRepositoryException;
import dev.coffer.backup.RepositorySecret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open repository. Thread-safe. Several processes may use a repository at the same time.
 *
 * <p>A blob counts only when its pack has its name. A snapshot counts only when its manifest has
 * its name, which happens after all blobs that it needs.
 */
public final class BackupRepository {
  private final RepositoryFiles files;
  private final RepositoryKey key;
  private final SealedFiles sealed;
  private final IndexFiles indexes;
  private final Marks marks;
  private final PackReader packs;

  private BackupRepository(RepositoryFiles files, RepositoryHead head, byte @Nullable [] master) {
    this.files = files;
    this.key = new RepositoryKey(head.id(), master);
    this.sealed = new SealedFiles(files, key);
    this.indexes = new IndexFiles(sealed);
    this.marks = new Marks(sealed, files);
    this.packs = new PackReader(files, key);
  }

  /**
   * Creates a repository in an empty or absent directory.
   *
   * @param secret opens the key of an encrypted repository; null for one without encryption
   * @throws CofferException if the directory has other files
   */
  public static BackupRepository create(Path root, @Nullable RepositorySecret secret) {
    RepositoryFiles files = new RepositoryFiles(root);
    if (files.exists(RepositoryHead.PATH)) {
      throw new CofferException("There is a backup repository at " + root + " already. Open it.");
    }
    if (!files.list("").isEmpty()) {
      throw new CofferException(
          "The directory " + root + " is not empty. Choose an empty one for the repository.");
    }
    files.createDirectories();
    RepositoryHead head = RepositoryHead.newHead(secret != null);
    byte[] master = null;
    if (secret != null) {
      master = AesGcmSeal.newKey();
      files.replace(MasterKeyFile.PATH, MasterKeyFile.wrap(head.id(), master, secret));
    }
    // The head comes last: before it there is no repository.
    files.replace(RepositoryHead.PATH, head.toBytes());
    return new BackupRepository(files, head, master);
  }

  /**
   * Opens a repository.
   *
   * @param secret opens the key; null if the repository is not encrypted
   * @throws CofferException if there is none, or the secret is missing or another one
   */
  public static BackupRepository open(Path root, @Nullable RepositorySecret secret) {
    RepositoryFiles files = new RepositoryFiles(root);
    RepositoryHead head = RepositoryHead.read(files);
    if (head.encrypted() && secret == null) {
      throw new CofferException(
          "The backup repository at " + root + " is encrypted. Pass its passphrase or key file.");
    }
    byte[] master =
        head.encrypted() && secret != null
            ? MasterKeyFile.unwrap(head.id(), files.read(MasterKeyFile.PATH), secret)
            : null;
    return new BackupRepository(files, head, master);
  }

  /** Opens the repository in a directory, or creates one if the directory is empty or absent. */
  public static BackupRepository openOrCreate(Path root, @Nullable RepositorySecret secret) {
    return new RepositoryFiles(root).exists(RepositoryHead.PATH)
        ? open(root, secret)
        : create(root, secret);
  }

  /**
   * Replaces the secret of an encrypted repository. Only the file of its key changes.
   *
   * @throws CofferException if the old secret does not open it
   */
  public static void changeSecret(Path root, RepositorySecret old, RepositorySecret secret) {
    RepositoryFiles files = new RepositoryFiles(root);
    RepositoryHead head = RepositoryHead.read(files);
    if (!head.encrypted()) {
      throw new CofferException(
          "The backup repository at "
              + root
              + " is not encrypted. Create an encrypted one and back up into it.");
    }
    byte[] master = MasterKeyFile.unwrap(head.id(), files.read(MasterKeyFile.PATH), old);
    files.replace(MasterKeyFile.PATH, MasterKeyFile.wrap(head.id(), master, secret));
  }

  /**
   * Reads and checks every pack and index file.
   *
   * @param blobs checks the bytes of each blob beyond its seal
   * @throws DamagedRepositoryException at the first damage
   */
  void check(PackReader.BlobCheck blobs) {
    for (String name : indexes.names()) {
      indexes.read(name);
    }
    for (String name : files.list(FileKind.PACK.directory())) {
      packs.check(packs.list(name), blobs);
    }
  }

  /**
   * The result of a pruning.
   *
   * @param marked the number of packs that got a mark
   * @param rewritten how many of them have blobs that were copied into new packs
   * @param deleted the number of deleted packs
   * @param freedBytes the size of the deleted packs
   */
  public record Pruned(long marked, long rewritten, long deleted, long freedBytes) {}

  /**
   * Marks what no snapshot needs, and deletes what was marked before the grace.
   *
   * @param used the blobs of all snapshots
   * @param grace longer than any backup takes
   */
  public Pruned prune(Set<BlobId> used, Duration grace, Instant now, boolean dryRun) {
    try (BlobStore blobs = blobs()) {
      return new Pruning(files, indexes, marks, used, grace, now, dryRun).run(blobs.packs(), blobs);
    }
  }

  /**
   * Reads where all blobs are. Packs that no index file lists, after an interruption, are added.
   */
  public BlobStore blobs() {
    Set<String> marked = new HashSet<>();
    marks.all().forEach(each -> marked.add(each.path()));
    Set<String> present = new HashSet<>(files.list(FileKind.PACK.directory()));
    List<Pack> listed = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String name : indexes.names()) {
      for (Pack each : indexes.read(name)) {
        // A pruned pack stays in the old index files for a while.
        if (present.contains(each.name()) && names.add(each.name())) {
          listed.add(each);
        }
      }
    }
    present.removeAll(names);
    List<Pack> unlisted = present.stream().sorted().map(packs::list).toList();
    BlobIndex index = new BlobIndex();
    listed.forEach(each -> index.add(each, marked.contains(each.path())));
    unlisted.forEach(each -> index.add(each, marked.contains(each.path())));
    return new BlobStore(files, key, packs, indexes, index, listed, unlisted);
  }

  /** The names of all snapshots, in no particular order. */
  public List<String> snapshots() {
    return sealed.names(FileKind.SNAPSHOT);
  }

  /** Reads the manifest of a snapshot. */
  public byte[] readSnapshot(String name) {
    return sealed.read(FileKind.SNAPSHOT, name);
  }

  /**
   * Adds a snapshot. All blobs that it needs must be in finished packs.
   *
   * @return its name
   */
  public String addSnapshot(byte[] manifest) {
    return sealed.write(FileKind.SNAPSHOT, manifest);
  }

  /** Adds the result of a check. */
  public void addCheck(byte[] result) {
    var unused = sealed.write(FileKind.CHECK, result);
  }

  /** The names of the results of checks, in no particular order. */
  public List<String> checks() {
    return sealed.names(FileKind.CHECK);
  }

  /** Reads the result of a check. */
  public byte[] readCheck(String name) {
    return sealed.read(FileKind.CHECK, name);
  }

  /** Removes the result of a check. */
  public void removeCheck(String name) {
    files.delete(FileKind.CHECK.path(name));
  }

  /** Removes a snapshot. Its blobs stay until they are pruned. */
  public void removeSnapshot(String name) {
    files.delete(FileKind.SNAPSHOT.path(name));
  }
}
