package dev.coffer.backup.store;

/** The kinds of sealed files in a repository. The codes are part of the format. */
enum FileKind {
  PACK(1, "packs"),
  INDEX(2, "index"),
  SNAPSHOT(3, "snapshots"),
  MARK(4, "marks"),
  CHECK(5, "checks");

  private final int code;
  private final String directory;

  FileKind(int code, String directory) {
    this.code = code;
    this.directory = directory;
  }

  int code() {
    return code;
  }

  /** The directory that has the files of this kind. */
  String directory() {
    return directory;
  }

  /** The path of a file of this kind in the repository. */
  String path(String name) {
    return directory + '/' + name;
  }
}
