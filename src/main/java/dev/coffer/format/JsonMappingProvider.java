package dev.coffer.format;

import org.jspecify.annotations.Nullable;

/**
 * Creates the {@link JsonMapping} of one JSON library; found by {@link java.util.ServiceLoader}. A
 * provider is skipped if its library is not on the class path.
 */
public interface JsonMappingProvider {

  /** The name of the library, for messages. */
  String library();

  /** The Maven coordinates of the library, with the oldest usable version. */
  String dependency();

  /**
   * Whether a usable version of the library is on the class path. Must not throw if it is missing.
   */
  boolean isAvailable();

  /** The version on the class path if it is too old to be used, otherwise null. Must not throw. */
  default @Nullable String unusableVersion() {
    return null;
  }

  /** Creates the mapping. Called only if {@link #isAvailable()} returned true. */
  JsonMapping create();
}
