package dev.coffer.content;

import dev.coffer.api.ContentHash;
import java.time.Duration;
import java.util.Objects;

/**
 * The state of a stored content at the time of a query, without its bytes.
 *
 * @param hash the hash of the bytes
 * @param size the number of bytes
 * @param age the time since the content was first stored, by the database's clock
 * @param retained whether a store or a holder keeps the content until its release
 * @param part whether the content is a part of a larger one
 */
public record ContentInfo(
    ContentHash hash, long size, Duration age, boolean retained, boolean part) {

  public ContentInfo {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    Objects.requireNonNull(age, "The argument 'age' is null.");
  }
}
