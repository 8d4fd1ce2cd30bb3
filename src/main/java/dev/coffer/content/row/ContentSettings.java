package dev.coffer.content.row;

import dev.coffer.api.HashAlgorithm;

/**
 * The settings that identify the contents of one store. Both are part of a content's identity, so
 * contents stored with other settings are not found.
 *
 * @param domain the namespace in which each content is stored once, at most {@value
 *     #MAX_DOMAIN_LENGTH} characters; empty by default
 * @param algorithm the hash function of new contents
 */
public record ContentSettings(String domain, HashAlgorithm algorithm) {

  /** The maximum length of a domain name, in characters. */
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

  /** The default settings: the empty domain and BLAKE3. */
  public static ContentSettings defaults() {
    return new ContentSettings("", HashAlgorithm.BLAKE3);
  }
}
