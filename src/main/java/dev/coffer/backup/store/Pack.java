package dev.coffer.backup.store;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A pack file and the blobs in it. Immutable.
 *
 * @param name the SHA-256 digest of the file's bytes in hexadecimal digits
 * @param size the length of the file in bytes
 */
record Pack(String name, long size, List<Entry> entries) {

  /** A pack is finished when it reaches this size. */
  static final int FULL_SIZE = 16 << 20;

  /** The longest pack that is read: a full one, and one blob more. */
  private static final int MAX_SIZE = 1 << 30;

  private static final int MAX_ENTRIES = 1 << 26;

  Pack {
    entries = List.copyOf(entries);
  }

  /**
   * A sealed blob in a pack.
   *
   * @param offset the number of bytes before it
   * @param length the number of its sealed bytes
   */
  record Entry(BlobId id, int offset, int length) {}

  String path() {
    return FileKind.PACK.path(name);
  }

  void write(BinaryWriter out) {
    out.raw(HexFormat.of().parseHex(name)).number(size);
    writeEntries(out);
  }

  void writeEntries(BinaryWriter out) {
    writeEntries(entries, out);
  }

  static void writeEntries(List<Entry> entries, BinaryWriter out) {
    out.number(entries.size());
    for (Entry each : entries) {
      each.id.write(out);
      out.number(each.offset).number(each.length);
    }
  }

  static Pack read(BinaryReader in) {
    String name = Sha256.hex(in.raw(Sha256.LENGTH));
    return new Pack(name, in.number(MAX_SIZE), readEntries(in));
  }

  static List<Entry> readEntries(BinaryReader in) {
    int count = in.number(MAX_ENTRIES);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(new Entry(BlobId.read(in), in.number(MAX_SIZE), in.number(MAX_SIZE)));
    }
    return entries;
  }
}
