package dev.coffer.codec;

import org.jspecify.annotations.Nullable;

/**
 * Whether a codec works in this process.
 *
 * @param name the codec's name, such as {@code brotli}
 * @param problem why it does not work and what to add; null where it works
 */
public record CodecState(String name, @Nullable String problem) {

  /** Whether frames of this codec can be written and read here. */
  public boolean available() {
    return problem == null;
  }
}
