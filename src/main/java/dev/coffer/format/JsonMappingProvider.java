package dev.coffer.format;

import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link JsonMapping} of one JSON library; found by {@link java.util.ServiceLoader}. A
 * provider whose library is absent from the class path is passed over.
 */
public interface JsonMappingProvider {

  /** The library's name, for messages. */
  String library();

  /** The Maven coordinates to add where the library is missing, in its smallest usable version. */
  String dependency();

  /**
   * Whether the library is on the class path in a version that can be used. Must not fail where it
   * is not.
   */
  boolean isAvailable();

  /** The version that is on the class path and is too old to be used, or null. Must not fail. */
  default @Nullable String unusableVersion() {
    return null;
  }

  /** Makes the mapping. Called only where {@link #isAvailable()} answered true. */
  JsonMapping create();
}
