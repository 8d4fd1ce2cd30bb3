package dev.coffer.file;

import dev.coffer.api.ContentHash;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stored file at the time of a read, without its bytes.
 *
 * @param path the path from the root of the collection
 * @param hash the hash of the content
 * @param size the number of bytes
 * @param details the media type and the attributes
 * @param version the version of the file's record; see {@link
 *     dev.coffer.record.StoredValue#version()}
 * @param createdAt when the file was created, by the database's clock
 * @param updatedAt when its bytes, media type or attributes last changed, by the database's clock
 * @param expiresAt when the file expires, by the database's clock; null for never
 */
public record StoredFile(
    String path,
    ContentHash hash,
    long size,
    FileDetails details,
    long version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant expiresAt)
    implements FileEntry {

  public StoredFile {
    Objects.requireNonNull(path, "The argument 'path' is null.");
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    Objects.requireNonNull(details, "The argument 'details' is null.");
    Objects.requireNonNull(createdAt, "The argument 'createdAt' is null.");
    Objects.requireNonNull(updatedAt, "The argument 'updatedAt' is null.");
  }

  /** The media type, such as {@code application/pdf}. */
  public String mediaType() {
    return details.mediaType();
  }

  /** The attributes of the application. */
  public Map<String, String> attributes() {
    return details.attributes();
  }

  /**
   * The strong entity tag of the bytes for HTTP, with its quotation marks. Equal bytes have equal
   * tags, also under other paths.
   */
  public String entityTag() {
    return '"' + hash.toString() + '"';
  }
}
