package dev.coffer.backup.store;

import dev.coffer.api.CofferException;
import dev.coffer.backup.DamagedRepositoryException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads single files of a repository and names those that are damaged. It repairs nothing. Used by
 * one thread.
 */
public final class Inspection {
  /** So many files at most are tried at the opening of a repository. */
  private static final int TRIED = 8;

  private final RepositoryFiles files;
  private final RepositoryHead head;
  private final SealedFiles sealed;
  private final IndexFiles indexes;
  private final Marks marks;
  private final PackReader packs;

  Inspection(
      RepositoryFiles files,
      RepositoryHead head,
      SealedFiles sealed,
      IndexFiles indexes,
      Marks marks,
      PackReader packs) {
    this.files = files;
    this.head = head;
    this.sealed = sealed;
    this.indexes = indexes;
    this.marks = marks;
    this.packs = packs;
  }

  /**
   * Requires that the head belongs to the files beside it. Otherwise a new backup would be mixed
   * with files that nothing can read.
   */
  void requireOwnFiles() {
    int tried = 0;
    for (FileKind kind : List.of(FileKind.SNAPSHOT, FileKind.INDEX, FileKind.PACK)) {
      for (String name : files.names(kind).stream().limit(TRIED).toList()) {
        try {
          read(kind, name);
          return;
        } catch (DamagedRepositoryException e) {
          tried++;
        }
      }
    }
    if (tried > 0) {
      throw new DamagedRepositoryException(
          RepositoryHead.PATH,
          "none of "
              + tried
              + " files of the repository belongs to it. Put back a copy of this file, and of '"
              + MasterKeyFile.PATH
              + "' if the repository is encrypted.");
    }
  }

  private void read(FileKind kind, String name) {
    switch (kind) {
      case PACK -> {
        var unused = packs.list(name);
      }
      case INDEX -> {
        var unused = indexes.read(name);
      }
      case MARK -> {
        var unused = marks.read(name);
      }
      case SNAPSHOT, CHECK -> {
        var unused = sealed.read(kind, name);
      }
    }
  }

  /** The damage of the files without which nothing can be read: the head and the key. */
  public List<String> headProblems() {
    Map<String, String> problems = new LinkedHashMap<>();
    attempt(
        RepositoryHead.PATH,
        problems,
        path -> {
          if (!Arrays.equals(RepositoryHead.read(files).id(), head.id())) {
            throw new DamagedRepositoryException(path, "it is that of another repository.");
          }
        });
    if (head.encrypted()) {
      attempt(
          MasterKeyFile.PATH,
          problems,
          path -> {
            var unused = MasterKeyFile.read(files);
          });
    }
    return List.copyOf(problems.values());
  }

  /** The damage of index files, snapshots, checks and marks, by the paths of the files. */
  public Map<String, String> listProblems() {
    Map<String, String> problems = new LinkedHashMap<>();
    for (FileKind kind :
        List.of(FileKind.INDEX, FileKind.SNAPSHOT, FileKind.CHECK, FileKind.MARK)) {
      for (String name : files.names(kind)) {
        attempt(
            kind.path(name),
            problems,
            path -> {
              // A pruning may have deleted it.
              if (files.exists(path)) {
                read(kind, name);
              }
            });
      }
    }
    return problems;
  }

  private static void attempt(String path, Map<String, String> problems, Consumer<String> check) {
    try {
      check.accept(path);
    } catch (CofferException e) {
      problems.put(path, String.valueOf(e.getMessage()));
    }
  }

  /** Finds packs that have another size than the lists tell, or no readable list. */
  public void checkSizes(BlobStore store) {
    store.catalog().unreadable().forEach(store.damagedPacks()::add);
    for (Pack each : store.catalog().packs()) {
      try {
        packs.checkSize(each);
      } catch (DamagedRepositoryException e) {
        store.damagedPacks().add(each.name(), e);
      }
    }
  }

  /** Reads each byte of every pack. */
  public void checkAll(BlobStore store) {
    checkSizes(store);
    for (Pack each : store.catalog().packs()) {
      var unused = checkBytes(store, each.name());
    }
  }

  /**
   * Reads each byte of a pack.
   *
   * @return whether it is sound
   */
  public boolean checkBytes(BlobStore store, String pack) {
    try {
      packs.checkBytes(pack);
      return true;
    } catch (DamagedRepositoryException e) {
      store.damagedPacks().add(pack, e);
      return false;
    }
  }
}
