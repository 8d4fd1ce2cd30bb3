package dev.coffer.backup.store;

import dev.coffer.backup.DamagedRepositoryException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Reads packs. Thread-safe. */
final class PackReader {
  private static final int TRAILER = Integer.BYTES + PackWriter.END.length;

  private final RepositoryFiles files;
  private final RepositoryKey key;

  PackReader(RepositoryFiles files, RepositoryKey key) {
    this.files = files;
    this.key = key;
  }

  /** Reads the list of the blobs at the end of a pack, without the blobs. */
  Pack list(String name) {
    String path = FileKind.PACK.path(name);
    long size = files.size(path);
    if (size < key.headerLength() + TRAILER || size > Integer.MAX_VALUE) {
      throw new DamagedRepositoryException(path, "it has " + size + " bytes.");
    }
    byte[] trailer = files.read(path, size - TRAILER, TRAILER);
    int length = ByteBuffer.wrap(trailer).getInt();
    byte[] end = Arrays.copyOfRange(trailer, Integer.BYTES, TRAILER);
    if (!Arrays.equals(PackWriter.END, end)
        || length < 0
        || length > size - TRAILER - key.headerLength()) {
      throw new DamagedRepositoryException(path, "it does not end as a pack does.");
    }
    byte[] sealed = files.read(path, size - TRAILER - length, length);
    byte[] list = seal(path).open(path, sealed, PackWriter.LIST_CONTEXT);
    BinaryReader in = new BinaryReader(path, list);
    List<Pack.Entry> entries = Pack.readEntries(in);
    in.requireEnd();
    return new Pack(name, size, entries);
  }

  private Seal seal(String path) {
    return key.open(path, FileKind.PACK, files.read(path, 0, key.headerLength()));
  }

  /** Reads one blob. */
  byte[] read(String name, Pack.Entry entry) {
    String path = FileKind.PACK.path(name);
    byte[] sealed = files.read(path, entry.offset(), entry.length());
    return seal(path).open(path, sealed, entry.id().bytes());
  }

  /**
   * Requires that a pack has the size that the list tells.
   *
   * @throws DamagedRepositoryException if it has another one, or is missing
   */
  void checkSize(Pack pack) {
    long size = files.size(pack.path());
    if (size != pack.size()) {
      throw new DamagedRepositoryException(
          pack.path(), "it has " + size + " bytes instead of " + pack.size() + '.');
    }
  }

  /**
   * Reads each byte of a pack.
   *
   * @throws DamagedRepositoryException if a byte is not what was written
   */
  void checkBytes(String name) {
    String path = FileKind.PACK.path(name);
    if (!name.equals(files.digest(path))) {
      throw new DamagedRepositoryException(path, "its name is not the digest of its bytes.");
    }
  }
}
