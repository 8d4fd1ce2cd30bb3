package dev.coffer.shard;

import org.jspecify.annotations.Nullable;

/**
 * The state of one shard.
 *
 * @param name the name
 * @param before its weight before the change that is under way
 * @param after its weight after that change; the same if nothing changes
 * @param mapVersion the version of the map in its database; -1 if the database is no shard or was
 *     not reached yet
 * @param problem why its database cannot be reached or used; null if it can
 */
public record ShardState(
    String name, int before, int after, long mapVersion, @Nullable String problem) {

  /** Whether its database answers, and is this shard. */
  public boolean reachable() {
    return problem == null;
  }
}
