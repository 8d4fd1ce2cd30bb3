package dev.coffer.file.store;

import dev.coffer.api.ContentHash;
import dev.coffer.file.FileDetails;
import dev.coffer.file.StoredFile;
import dev.coffer.record.ImmutableValue;
import dev.coffer.record.StoredValue;
import java.util.Map;

/**
 * The value of a file's record. Its JSON is stored in databases, so the names of the components
 * never change.
 */
@ImmutableValue
record FileValue(ContentHash content, long size, String mediaType, Map<String, String> attributes) {

  /** The stored name of the type. */
  static final String TYPE = "coffer.file";

  FileValue {
    attributes = Map.copyOf(attributes);
  }

  static FileValue of(ContentHash content, long size, FileDetails details) {
    return new FileValue(content, size, details.mediaType(), details.attributes());
  }

  static StoredFile file(StoredValue<FileValue, String> stored) {
    FileValue value = stored.value();
    return new StoredFile(
        stored.key(),
        value.content(),
        value.size(),
        value.details(),
        stored.version(),
        stored.createdAt(),
        stored.updatedAt(),
        stored.expiresAt());
  }

  FileDetails details() {
    return new FileDetails(mediaType, attributes);
  }
}
