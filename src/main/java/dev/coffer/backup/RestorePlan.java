package dev.coffer.backup;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * What a restore writes. Immutable.
 *
 * @param collections the collections to restore; empty for all
 * @param conflicts what happens to a record that has another version in the database
 */
public record RestorePlan(Set<String> collections, ConflictRule conflicts) {
  private static final RestorePlan ALL = new RestorePlan(Set.of(), ConflictRule.REFUSE);

  public RestorePlan {
    collections = Set.copyOf(collections);
    Objects.requireNonNull(conflicts, "The argument 'conflicts' is null.");
  }

  /** Everything; a record with another version is refused. */
  public static RestorePlan all() {
    return ALL;
  }

  /** The same plan for this collection too. Contents that records need are restored with them. */
  public RestorePlan withCollection(String collection) {
    Set<String> more = new HashSet<>(collections);
    more.add(collection);
    return new RestorePlan(more, conflicts);
  }

  /** The same plan with another rule for conflicts. */
  public RestorePlan withConflicts(ConflictRule rule) {
    return new RestorePlan(collections, rule);
  }
}
