package dev.coffer.backup.store;

import dev.coffer.api.CofferException;
import dev.coffer.backup.RepositorySecret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
  private final RepositoryHead head;
  private final RepositoryKey key;
  private final SealedFiles sealed;
  private final IndexFiles indexes;
  private final Marks marks;
  private final PackReader packs;

  private BackupRepository(RepositoryFiles files, RepositoryHead head, byte @Nullable [] master) {
    this.files = files;
    this.head = head;
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
    byte[] master =
        head.encrypted() && secret != null ? MasterKeyFile.unwrap(head.id(), files, secret) : null;
    BackupRepository repository = new BackupRepository(files, head, master);
    repository.inspection().requireOwnFiles();
    return repository;
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
    byte[] master = MasterKeyFile.unwrap(head.id(), files, old);
    files.replace(MasterKeyFile.PATH, MasterKeyFile.wrap(head.id(), master, secret));
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

  /** Removes a snapshot. Its blobs stay until they are pruned. */
  public void removeSnapshot(String name) {
    files.delete(FileKind.SNAPSHOT.path(name));
  }
}
