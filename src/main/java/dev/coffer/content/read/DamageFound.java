package dev.coffer.content.read;

import java.util.Set;

/**
 * Damage that was found inside a unit of work. After the end of the unit, the damage is noted and
 * reported as a {@link dev.coffer.api.DamagedContentException}.
 */
final class DamageFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Set<Long> contentIds;

  /**
   * Creates the exception.
   *
   * @param contentIds the contents whose stored bytes must not be trusted
   * @param message the description of the damage, as the end of a sentence
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
