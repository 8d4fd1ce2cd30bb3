package dev.coffer.backup.store;

/** The kinds of blobs in a repository. The codes are part of the format and never change. */
public enum BlobKind {
  /** The compressed frame of a content, under the identity of the content. */
  FRAME(1),
  /** Records of a range of keys of one collection, under their hash before compression. */
  RECORDS(2),
  /** The ranges of a collection, under their hash before compression. */
  RANGES(3),
  /** The rows of a range of content ids, under their hash before compression. */
  CONTENTS(4),
  /** A compression dictionary, under the hash of the blob. */
  DICTIONARY(5);

  private final int code;

  BlobKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static boolean isKnown(int code) {
    return code >= 1 && code <= values().length;
  }

  static BlobKind of(int code) {
    for (BlobKind each : values()) {
      if (each.code == code) {
        return each;
      }
    }
    throw new IllegalArgumentException("There is no kind of blob with the code " + code + ".");
  }
}
