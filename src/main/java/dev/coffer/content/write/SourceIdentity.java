package dev.coffer.content.write;

import dev.coffer.api.ContentHash;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.hash.ContentHasher;

/** The identity of the bytes of a source: their hash and their number. */
public record SourceIdentity(ContentHash hash, long size) {

  private static final int BUFFER = 1 << 16;

  /** Reads a source to its end. */
  public static SourceIdentity of(HashAlgorithm algorithm, Source source) {
    ContentHasher hasher = ContentHasher.of(algorithm);
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int count = source.read(buffer, 0, buffer.length);
        count > 0;
        count = source.read(buffer, 0, buffer.length)) {
      hasher.update(buffer, 0, count);
      size += count;
    }
    return new SourceIdentity(hasher.finish(), size);
  }
}
