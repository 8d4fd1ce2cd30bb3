package dev.coffer.backup.store;

import dev.coffer.api.CofferException;
import dev.coffer.backup.DamagedRepositoryException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blobs of a repository as one process sees them. Reading is thread-safe; one thread writes.
 */
public final class BlobStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BlobStore.class);

  private final RepositoryFiles files;
  private final RepositoryKey key;
  private final PackReader packs;
  private final IndexFiles indexes;
  private final BlobIndex index = new BlobIndex();
  private final PackCatalog catalog;
  private final List<Pack> listed;

  /** The packs that no index file lists yet. */
  private final List<Pack> unlisted;

  private final DamagedPacks damaged = new DamagedPacks();

  private @Nullable PackWriter writer;

  /** Whether a pack was deleted since the last look for new ones. */
  private volatile boolean vanished;

  /** The blobs of the current pack. */
  private final Set<BlobId> pending = new HashSet<>();

  private long addedBlobs;
  private long addedBytes;

  /**
   * Creates a view.
   *
   * @param marked the names of the files that will be deleted
   */
  BlobStore(
      RepositoryFiles files,
      RepositoryKey key,
      PackReader packs,
      IndexFiles indexes,
      PackCatalog catalog,
      Set<String> marked) {
    this.files = files;
    this.key = key;
    this.packs = packs;
    this.indexes = indexes;
    this.catalog = catalog;
    this.listed = new ArrayList<>(catalog.listed());
    this.unlisted = new ArrayList<>(catalog.unlisted());
    packs().forEach(each -> index.add(each, marked.contains(each.name())));
  }

  /** All finished packs. */
  List<Pack> packs() {
    List<Pack> all = new ArrayList<>(listed);
    all.addAll(unlisted);
    return all;
  }

  /** The packs that cannot be relied on. */
  DamagedPacks damagedPacks() {
    return damaged;
  }

  /** The messages on damaged packs with needed blobs that no other pack has. */
  public List<String> neededProblems() {
    return damaged.neededProblems();
  }

  /** The messages on other packs that are known to be damaged. */
  public List<String> unneededProblems() {
    return damaged.unneededProblems();
  }

  /** The names of the packs that no index file lists. */
  public List<String> unlisted() {
    return unlisted.stream().map(Pack::name).toList();
  }

  PackCatalog catalog() {
    return catalog;
  }

  /** Whether this blob is there, or will be after a {@link #flush}, for a new snapshot. */
  public boolean has(BlobId id) {
    return pending.contains(id)
        || index.find(id).stream()
            .anyMatch(each -> !index.isMarked(each.pack()) && !damaged.has(each.pack()));
  }

  /**
   * Requires that a pack has a blob, without reading it.
   *
   * @throws DamagedRepositoryException if none has it
   */
  public void requireThere(BlobId id) {
    var unused = location(id);
  }

  /**
   * The name of the pack from which a blob is read, unless that is damaged.
   *
   * @throws DamagedRepositoryException if none has it
   */
  public String pack(BlobId id) {
    return location(id).pack();
  }

  private BlobIndex.Location location(BlobId id) {
    List<BlobIndex.Location> locations = index.find(id);
    for (BlobIndex.Location each : locations) {
      if (!damaged.has(each.pack())) {
        return each;
      }
    }
    throw damaged.need(
        locations.isEmpty() ? catalog.missing(id) : damaged.problem(locations.get(0).pack()));
  }

  /**
   * Reads a blob. If one pack that has it is damaged, it is read from another one.
   *
   * @throws CofferException the first problem, if the blob is missing or damaged everywhere
   */
  public byte[] read(BlobId id) {
    List<BlobIndex.Location> locations = index.find(id);
    if (locations.isEmpty()) {
      throw damaged.need(catalog.missing(id));
    }
    CofferException first = null;
    for (BlobIndex.Location each : locations) {
      try {
        return readFrom(each);
      } catch (CofferException e) {
        first = first == null ? e : first;
      }
    }
    if (addNewPacks()) {
      for (BlobIndex.Location each : index.find(id)) {
        if (!locations.contains(each)) {
          return readFrom(each);
        }
      }
    }
    throw Objects.requireNonNull(first);
  }

  private byte[] readFrom(BlobIndex.Location location) {
    if (damaged.has(location.pack())) {
      throw damaged.problem(location.pack());
    }
    try {
      return packs.read(location.pack(), location.entry());
    } catch (DamagedRepositoryException e) {
      if (!files.exists(FileKind.PACK.path(location.pack()))) {
        damaged.add(location.pack(), e);
        vanished = true;
      }
      throw e;
    }
  }

  /** Adds packs that another process has written since a pack vanished, to replace it. */
  private boolean addNewPacks() {
    if (!vanished) {
      return false;
    }
    vanished = false;
    boolean added = false;
    for (String name : files.names(FileKind.PACK)) {
      if (!index.knows(name) && !catalog.unreadable().containsKey(name)) {
        try {
          index.add(packs.list(name), false);
          added = true;
        } catch (DamagedRepositoryException e) {
          damaged.add(name, e);
        }
      }
    }
    return added;
  }

  /**
   * Adds a blob that {@link #has} does not know. It may be added twice; the second one is garbage.
   */
  public void add(BlobId id, byte[] bytes) {
    PackWriter current = writer;
    if (current == null) {
      current = new PackWriter(files, key);
      writer = current;
    }
    current.add(id, bytes);
    pending.add(id);
    addedBlobs++;
    addedBytes += bytes.length;
    if (current.isFull()) {
      finishPack(current);
    }
  }

  /** Adds a blob under the hash of its own bytes, unless it is there, and returns its identity. */
  public BlobId add(BlobKind kind, byte[] bytes) {
    BlobId id = BlobId.ofBytes(kind, bytes);
    if (!has(id)) {
      add(id, bytes);
    }
    return id;
  }

  /** Adds the blobs of damaged packs that can still be read and that no sound pack has. */
  public void rescue() {
    for (Pack pack : catalog.packs()) {
      if (damaged.has(pack.name())) {
        pack.entries().stream().filter(each -> !has(each.id())).forEach(each -> rescue(pack, each));
      }
    }
  }

  private void rescue(Pack pack, Pack.Entry entry) {
    try {
      add(entry.id(), packs.read(pack.name(), entry));
    } catch (DamagedRepositoryException e) {
      log.debug("The blob {} is damaged.", entry.id(), e);
    }
  }

  private void finishPack(PackWriter current) {
    Pack pack = current.finish();
    current.close();
    writer = null;
    pending.clear();
    index.add(pack, false);
    unlisted.add(pack);
  }

  /** The number of blobs that were added. */
  public long addedBlobs() {
    return addedBlobs;
  }

  /** The number of bytes of all blobs that were added. */
  public long addedBytes() {
    return addedBytes;
  }

  /** Finishes the current pack and writes the index of all packs that no index file lists. */
  public void flush() {
    PackWriter current = writer;
    if (current != null) {
      finishPack(current);
    }
    if (!unlisted.isEmpty()) {
      indexes.write(unlisted);
      listed.addAll(unlisted);
      unlisted.clear();
    }
  }

  /** Drops the blobs since the last finished pack. */
  @Override
  public void close() {
    PackWriter current = writer;
    if (current != null) {
      writer = null;
      pending.clear();
      current.close();
    }
  }
}
