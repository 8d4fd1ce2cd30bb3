package dev.coffer.cli;

import dev.coffer.file.StoredFile;
import dev.coffer.format.scan.Json;

/** Formats descriptions of files. */
final class FileLines {
  private FileLines() {}

  /** All that is known about a file, apart from its bytes, as JSON. */
  static Json asJson(StoredFile file) {
    Json attributes = new Json();
    file.attributes().forEach(attributes::with);
    return new Json()
        .with("path", file.path())
        .with("size", file.size())
        .with("hash", file.hash().toString())
        .with("mediaType", file.mediaType())
        .with("attributes", attributes)
        .with("version", file.version())
        .with("createdAt", file.createdAt())
        .with("updatedAt", file.updatedAt())
        .with("expiresAt", file.expiresAt());
  }
}
