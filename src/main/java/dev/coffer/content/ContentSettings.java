package dev.coffer.content;

import dev.coffer.api.HashAlgorithm;

/**
 * What names the contents of one store: both settings are part of a content's identity, so contents
 * stored under others are not found.
 *
 * @param domain the space in which each content is kept once, at most {@value #MAX_DOMAIN_LENGTH}
 *     characters; empty by default
 * @param algorithm the hash function for the contents that are written
 */
public record ContentSettings(String domain, HashAlgorithm algorithm) {

  /** The longest name of a domain, in characters. */
  public static final int MAX_DOMAIN_LENGTH = 64;

  public ContentSettings {
    if (domain.length() > MAX_DOMAIN_LENGTH) {
      throw new IllegalArgumentException(
          "The content domain '"
              + domain
              + "' has "
              + domain.length()
              + " characters; use at most "
              + MAX_DOMAIN_LENGTH
              + ".");
    }
    if (!domain.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "The content domain '" + domain + "' may hold only printable ASCII characters.");
    }
  }

  /** The empty domain and BLAKE3. */
  public static ContentSettings defaults() {
    return new ContentSettings("", HashAlgorithm.BLAKE3);
  }
}
