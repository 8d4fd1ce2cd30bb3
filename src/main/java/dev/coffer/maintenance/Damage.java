package dev.coffer.maintenance;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Damaged data that a scrub has found and that is not healed. Immutable.
 *
 * @param collection the collection of a damaged record; null for a content
 * @param key the key of the record as it is stored, or the id of the content
 * @param foundAt the time at which the damage was found, by the database's clock
 * @param problem what is wrong
 */
public record Damage(@Nullable String collection, String key, Instant foundAt, String problem) {

  public Damage {
    Objects.requireNonNull(key, "The argument 'key' is null.");
    Objects.requireNonNull(foundAt, "The argument 'foundAt' is null.");
    Objects.requireNonNull(problem, "The argument 'problem' is null.");
  }
}
