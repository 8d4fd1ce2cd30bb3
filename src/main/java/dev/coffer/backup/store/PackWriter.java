package dev.coffer.backup.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one pack: the header, the sealed blobs, their sealed list, the length of that list in 4
 * bytes, and the letters {@code CFRE}. Used by one thread.
 */
final class PackWriter implements AutoCloseable {
  static final byte[] LIST_CONTEXT = "list".getBytes(StandardCharsets.US_ASCII);
  static final byte[] END = "CFRE".getBytes(StandardCharsets.US_ASCII);

  private final RepositoryFiles.NewFile file;
  private final Seal seal;
  private final MessageDigest digest = Sha256.digest();
  private final List<Pack.Entry> entries = new ArrayList<>();
  private int size;

  PackWriter(RepositoryFiles files, RepositoryKey key) {
    this.file = files.create();
    RepositoryKey.Sealing sealing = key.begin(FileKind.PACK);
    this.seal = sealing.seal();
    append(sealing.header());
  }

  private void append(byte[] bytes) {
    digest.update(bytes);
    file.write(bytes);
    size += bytes.length;
  }

  /** Whether the pack should be finished. */
  boolean isFull() {
    return size >= Pack.FULL_SIZE;
  }

  /** Adds a blob. */
  void add(BlobId id, byte[] bytes) {
    byte[] sealed = seal.seal(bytes, id.bytes());
    entries.add(new Pack.Entry(id, size, sealed.length));
    append(sealed);
  }

  /** Completes the pack and gives it its name. */
  Pack finish() {
    BinaryWriter list = new BinaryWriter();
    Pack.writeEntries(entries, list);
    byte[] sealed = seal.seal(list.toBytes(), LIST_CONTEXT);
    append(sealed);
    append(java.nio.ByteBuffer.allocate(Integer.BYTES).putInt(sealed.length).array());
    append(END);
    Pack pack = new Pack(Sha256.hex(digest.digest()), size, entries);
    file.publish(pack.path());
    return pack;
  }

  /** Removes the file if it was not finished. */
  @Override
  public void close() {
    file.close();
  }
}
