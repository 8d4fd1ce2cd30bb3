package dev.coffer.backup.store;

import dev.coffer.backup.DamagedRepositoryException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The blobs of a repository as one process sees them. Reading is thread-safe; one thread writes.
 */
public final class BlobStore implements AutoCloseable {
  private final RepositoryFiles files;
  private final RepositoryKey key;
  private final PackReader packs;
  private final IndexFiles indexes;
  private final BlobIndex index;
  private final List<Pack> listed;

  /** The packs that no index file lists yet. */
  private final List<Pack> unlisted;

  private @Nullable PackWriter writer;

  /** The blobs of the current pack. */
  private final Set<BlobId> pending = new HashSet<>();

  private long addedBytes;

  BlobStore(
      RepositoryFiles files,
      RepositoryKey key,
      PackReader packs,
      IndexFiles indexes,
      BlobIndex index,
      List<Pack> listed,
      List<Pack> unlisted) {
    this.files = files;
    this.key = key;
    this.packs = packs;
    this.indexes = indexes;
    this.index = index;
    this.listed = new ArrayList<>(listed);
    this.unlisted = new ArrayList<>(unlisted);
  }

  /** All finished packs. */
  List<Pack> packs() {
    List<Pack> all = new ArrayList<>(listed);
    all.addAll(unlisted);
    return all;
  }

  /** Whether this blob is there, or will be after a {@link #flush}, for a new snapshot. */
  public boolean has(BlobId id) {
    return index.isUsable(id) || pending.contains(id);
  }

  /**
   * Requires that a pack has a blob, without reading it.
   *
   * @throws DamagedRepositoryException if none has it
   */
  public void requireThere(BlobId id) {
    if (index.find(id) == null) {
      throw new DamagedRepositoryException(
          FileKind.PACK.directory(), "no pack has the blob " + id + '.');
    }
  }

  /**
   * Reads a blob.
   *
   * @throws DamagedRepositoryException if it is missing, or is not what was written
   */
  public byte[] read(BlobId id) {
    BlobIndex.Location location = index.find(id);
    if (location == null) {
      throw new DamagedRepositoryException(
          FileKind.PACK.directory(), "no pack has the blob " + id + '.');
    }
    return packs.read(location.pack(), location.entry());
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

  private void finishPack(PackWriter current) {
    Pack pack = current.finish();
    current.close();
    writer = null;
    pending.clear();
    index.add(pack, false);
    unlisted.add(pack);
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
