package dev.coffer.backup.store;

import java.util.ArrayList;
import java.util.List;

/**
 * The index files of a repository. Each lists packs with their blobs, so that the packs need not be
 * opened. Several files may list the same pack. Thread-safe.
 */
final class IndexFiles {
  /** An index file lists at most about this number of blobs. */
  static final int ENTRIES = 50_000;

  private final SealedFiles files;

  IndexFiles(SealedFiles files) {
    this.files = files;
  }

  List<String> names() {
    return files.names(FileKind.INDEX);
  }

  List<Pack> read(String name) {
    BinaryReader in = new BinaryReader(FileKind.INDEX.path(name), files.read(FileKind.INDEX, name));
    int count = in.number(Integer.MAX_VALUE);
    List<Pack> packs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      packs.add(Pack.read(in));
    }
    in.requireEnd();
    return packs;
  }

  /** Writes index files for packs, and returns their names. */
  List<String> write(List<Pack> packs) {
    List<String> names = new ArrayList<>();
    List<Pack> part = new ArrayList<>();
    int entries = 0;
    for (Pack each : packs) {
      part.add(each);
      entries += each.entries().size();
      if (entries >= ENTRIES) {
        names.add(writeOne(part));
        part.clear();
        entries = 0;
      }
    }
    if (!part.isEmpty()) {
      names.add(writeOne(part));
    }
    return names;
  }

  private String writeOne(List<Pack> packs) {
    BinaryWriter out = new BinaryWriter().number(packs.size());
    packs.forEach(each -> each.write(out));
    return files.write(FileKind.INDEX, out.toBytes());
  }
}
