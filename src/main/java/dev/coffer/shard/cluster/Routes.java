package dev.coffer.shard.cluster;

import dev.coffer.api.ShardUnavailableException;
import java.util.Map;

/**
 * What a process knows of the shards at one time: the newest map that any of them has, and the
 * version that each of them has. Immutable.
 *
 * @param map the newest map
 * @param versions the version of the map in each database, by the name of the shard
 */
record Routes(ShardMap map, Map<String, Long> versions) {

  Routes {
    versions = Map.copyOf(versions);
  }

  /**
   * The place of a key.
   *
   * @param from the shard that has its record, if it is there
   * @param to the shard that has its record otherwise; the same if the key does not move
   */
  record Place(String from, String to) {

    boolean moves() {
      return !from.equals(to);
    }
  }

  /**
   * The place of a hash. Keys move from a shard after its own database has the map that moves them,
   * so each database decides for the keys that leave it.
   */
  Place place(long hash) {
    String after = map.after(hash);
    if (!map.isChanging()) {
      return new Place(after, after);
    }
    String before = map.before(hash);
    return version(before) < map.version() ? new Place(before, before) : new Place(before, after);
  }

  /** Whether keys move from some shard now. */
  boolean move() {
    return map.isChanging();
  }

  /** The version of the map in the database of a shard. */
  long version(String name) {
    Long version = versions.get(name);
    if (version == null) {
      throw new ShardUnavailableException(
          name,
          "The map of shards names the shard '"
              + name
              + "', which this process was opened without; open it with all shards of the map.",
          null);
    }
    return version;
  }
}
