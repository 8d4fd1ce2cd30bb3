package dev.coffer.backup.store;

import dev.coffer.api.CofferException;
import dev.coffer.backup.DamagedRepositoryException;
import dev.coffer.backup.RepositorySecret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open repository. Thread-safe. Several processes may use a repository at the same time.
 *
 * <p>A blob counts only when its pack has its name. A snapshot counts only when its manifest has
 * its name, which happens after all blobs that it needs.
 */
public final class BackupRepository {
  private static final Logger log = LoggerFactory.getLogger(BackupRepository.class);

  private final RepositoryFiles files;
  private final RepositoryHead head;
  private final byte @Nullable [] master;
  private final RepositoryKey key;
  private final SealedFiles sealed;
  private final IndexFiles indexes;
  private final Marks marks;
  private final PackReader packs;

  private BackupRepository(RepositoryFiles files, RepositoryHead head, byte @Nullable [] master) {
    this.files = files;
    this.head = head;
    this.master = master;
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
   * @throws CofferException if the directory has other files, or data of a repository without head
   */
  public static BackupRepository create(Path root, @Nullable RepositorySecret secret) {
    RepositoryFiles files = new RepositoryFiles(root);
    if (files.exists(RepositoryHead.PATH)) {
      throw new CofferException("There is a backup repository at " + root + " already. Open it.");
    }
    RepositoryHead.requireNoData(files);
    if (!files.list("").stream().allMatch(RepositoryFiles::isOwnName)) {
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
    if (!head.encrypted() && secret != null) {
      throw new CofferException(
          "The backup repository at "
              + root
              + " is not encrypted, but a "
              + secret
              + " was given. Leave it out, or begin an encrypted repository in an empty directory.");
    }
    byte[] master =
        head.encrypted() && secret != null ? MasterKeyFile.unwrap(head.id(), files, secret) : null;
    BackupRepository repository = new BackupRepository(files, head, master);
    repository.inspection().requireOwnFiles();
    return repository;
  }

  /** Whether a directory has a repository. */
  public static boolean exists(Path root) {
    return new RepositoryFiles(root).exists(RepositoryHead.PATH);
  }

  /** The head of the repository in a directory; two repositories have different ones. */
  public static byte[] head(Path root) {
    return new RepositoryFiles(root).read(RepositoryHead.PATH);
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
   * @throws CofferException if it is not encrypted
   */
  public void changeSecret(RepositorySecret secret) {
    byte[] key = master;
    if (key == null) {
      throw new CofferException(
          "The backup repository at "
              + files.root()
              + " is not encrypted. Create an encrypted one and back up into it.");
    }
    files.replace(MasterKeyFile.PATH, MasterKeyFile.wrap(head.id(), key, secret));
  }

  /** Checks single files. */
  public Inspection inspection() {
    return new Inspection(files, head, sealed, indexes, marks, packs);
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
   * Reads where all blobs are. Packs that no index file lists, after an interruption, are added. A
   * damaged index file counts as absent, and so does a pack whose list of blobs is damaged.
   */
  public BlobStore blobs() {
    // The marks come first. A pack whose mark goes after this is deleted by then, or is needed.
    Set<String> marked = marks.names();
    PackCatalog catalog = PackCatalog.read(files, indexes, packs);
    return new BlobStore(files, key, packs, indexes, catalog, marked);
  }

  /** The names of all packs. */
  List<String> packs() {
    return files.names(FileKind.PACK);
  }

  /** Marks the packs that are known to be damaged, so that no new snapshot relies on them. */
  public void markDamagedPacks(BlobStore store, Instant now) {
    Set<String> marked = marks.names();
    for (String name : store.damagedPacks().byName().keySet()) {
      if (!marked.contains(name) && files.exists(FileKind.PACK.path(name))) {
        marks.add(FileKind.PACK, name, now);
      }
    }
  }

  /**
   * Writes damaged manifests again, if another repository is a copy of this one and has their
   * bytes.
   */
  public void restoreSnapshotsFrom(BackupRepository other) {
    for (String name : snapshots()) {
      try {
        var unused = readSnapshot(name);
      } catch (DamagedRepositoryException e) {
        restoreSnapshot(name, other);
      }
    }
  }

  private void restoreSnapshot(String name, BackupRepository other) {
    String path = FileKind.SNAPSHOT.path(name);
    try {
      byte[] bytes = other.files.read(path);
      if (name.equals(Sha256.hex(Sha256.of(bytes)))) {
        files.write(path, bytes);
      }
    } catch (DamagedRepositoryException e) {
      log.debug("The other repository has no snapshot {}.", name, e);
    }
  }

  /** The names of all snapshots, in no particular order. */
  public List<String> snapshots() {
    return sealed.names(FileKind.SNAPSHOT);
  }

  /** The path of the manifest of a snapshot in the repository. */
  public static String snapshotPath(String name) {
    return FileKind.SNAPSHOT.path(name);
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
