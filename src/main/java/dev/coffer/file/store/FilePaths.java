package dev.coffer.file.store;

import dev.coffer.api.RecordKeyException;
import dev.coffer.record.key.KeyRules;
import java.util.Objects;

/** Refuses, before a read or a write, paths that a file system or a URL would change. */
final class FilePaths {

  private FilePaths() {}

  static String check(String collection, String path) {
    return check(collection, path, "path");
  }

  static String check(String collection, String path, String argument) {
    Objects.requireNonNull(path, () -> "The argument '" + argument + "' is null.");
    KeyRules.checkKey(collection, path);
    for (int begin = 0, end; begin <= path.length(); begin = end + 1) {
      int slash = path.indexOf('/', begin);
      end = slash < 0 ? path.length() : slash;
      String segment = path.substring(begin, end);
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw refused(collection, path, segment);
      }
    }
    return path;
  }

  private static RecordKeyException refused(String collection, String path, String segment) {
    return new RecordKeyException(
        collection,
        path,
        ("The path '%s' in collection '%s' has %s; use segments with one '/' between them, such as"
                + " '2026/invoice.pdf'.")
            .formatted(
                path,
                collection,
                segment.isEmpty() ? "an empty segment" : "the segment '" + segment + "'"));
  }
}
