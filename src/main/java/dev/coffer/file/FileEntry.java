package dev.coffer.file;

/** An entry of a directory: a file or a subdirectory. */
public sealed interface FileEntry permits StoredFile, Directory {

  /** The path from the root of the collection. */
  String path();

  /** The last segment of the path. */
  default String name() {
    return path().substring(path().lastIndexOf('/') + 1);
  }
}
