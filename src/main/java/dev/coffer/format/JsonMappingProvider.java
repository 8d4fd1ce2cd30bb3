package dev.coffer.format;

/**
 * Makes the {@link JsonMapping} of one JSON library; found by {@link java.util.ServiceLoader}. A
 * provider whose library is absent from the class path is passed over.
 */
public interface JsonMappingProvider {

  /** The library's name, for messages. */
  String library();

  /** The Maven coordinates to add where the library is missing. */
  String dependency();

  /** Whether the library is on the class path. Must not fail where it is not. */
  boolean isAvailable();

  /** Makes the mapping. Called only where {@link #isAvailable()} answered true. */
  JsonMapping create();
}
