package dev.coffer.codec.frame;

import org.jspecify.annotations.Nullable;

/**
 * The availability of a codec in this process.
 *
 * @param name the codec's name, such as {@code brotli}
 * @param problem the reason why it is not available and the dependency to add; null if it is
 *     available
 */
public record CodecState(String name, @Nullable String problem) {

  /** Whether frames of this codec can be written and read in this process. */
  public boolean available() {
    return problem == null;
  }
}
