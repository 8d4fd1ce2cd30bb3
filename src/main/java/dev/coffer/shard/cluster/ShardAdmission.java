package dev.coffer.shard.cluster;

import dev.coffer.api.ShardMismatchException;
import dev.coffer.shard.ShardKey;
import org.jspecify.annotations.Nullable;

/**
 * The check that a database is the shard as which it was given. Immutable.
 *
 * @param key the part of a key that must decide its shard; null for that of the map
 */
record ShardAdmission(@Nullable ShardKey key) {

  /**
   * Checks a database.
   *
   * @param map the map of the cluster
   * @param name the name under which the database was given
   * @param identity what it says of itself; null if it is no shard
   * @throws ShardMismatchException if it is not that shard of the cluster
   */
  void check(ShardMap map, String name, ShardRows.@Nullable Identity identity) {
    boolean member = map.members().stream().anyMatch(one -> one.name().equals(name));
    if (identity != null) {
      check(map, name, member, identity);
    } else if (member) {
      throw new ShardMismatchException(
          name,
          "The database given as the shard '"
              + name
              + "' has no data of this cluster. Give the right database, or restore it from a"
              + " backup.");
    }
  }

  private void check(ShardMap map, String name, boolean member, ShardRows.Identity identity) {
    if (!identity.map().cluster().equals(map.cluster())) {
      throw new ShardMismatchException(
          name,
          "The database given as the shard '"
              + name
              + "' belongs to the cluster "
              + identity.map().cluster()
              + ", and others to "
              + map.cluster()
              + "; give the databases of one cluster.");
    }
    if (!identity.name().equals(name)) {
      throw new ShardMismatchException(
          name,
          "The database given as the shard '"
              + name
              + "' is the shard '"
              + identity.name()
              + "'; give it under its name.");
    }
    // An interrupted publication leaves a shard one version behind.
    if (member && identity.map().version() < map.version() - 1) {
      throw new ShardMismatchException(
          name,
          "The database of the shard '%s' has version %d of the map, and the cluster has version %d; it was probably restored from an older copy. Restore a newer one."
              .formatted(name, identity.map().version(), map.version()));
    }
    ShardKey expected = key == null ? map.key() : key;
    if (!identity.map().key().equals(expected)) {
      throw new ShardMismatchException(
          name,
          "The cluster divides records by the shard key '"
              + identity.map().key()
              + "', not '"
              + expected
              + "'; open it with its own shard key, which cannot change.");
    }
  }
}
