package dev.coffer.file;

import dev.coffer.api.ContentHash;
import dev.coffer.record.PutOutcome;
import java.util.Objects;

/**
 * The result of a put of a file.
 *
 * @param hash the hash of the content
 * @param size the number of bytes
 * @param outcome the effect of the put
 * @param version the version of the file after the put
 */
public record FilePut(ContentHash hash, long size, PutOutcome outcome, long version) {

  public FilePut {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    Objects.requireNonNull(outcome, "The argument 'outcome' is null.");
  }
}
