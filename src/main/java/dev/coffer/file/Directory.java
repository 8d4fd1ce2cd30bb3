package dev.coffer.file;

import java.util.Objects;

/**
 * A directory: the common beginning of the paths of some files.
 *
 * @param path the path, without {@code /} at its end
 */
public record Directory(String path) implements FileEntry {

  public Directory {
    Objects.requireNonNull(path, "The argument 'path' is null.");
  }
}
