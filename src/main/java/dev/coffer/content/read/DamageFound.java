package dev.coffer.content.read;

import java.util.Set;

/**
 * Damage that was met inside a unit of work, on its way to where the unit has ended and it can be
 * noted and reported as a {@link dev.coffer.api.DamagedContentException}.
 */
final class DamageFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Set<Long> contentIds;

  /**
   * @param contentIds the contents whose stored bytes are not to be trusted
   * @param message what is wrong, as the end of a sentence
   */
  DamageFound(Set<Long> contentIds, String message, Throwable cause) {
    super(message, cause);
    this.contentIds = contentIds;
  }

  DamageFound(Set<Long> contentIds, String message) {
    super(message);
    this.contentIds = contentIds;
  }

  Set<Long> contentIds() {
    return contentIds;
  }
}
