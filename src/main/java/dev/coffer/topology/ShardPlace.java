package dev.coffer.topology;

/**
 * The place of a database in a cluster of shards, as the database knows it.
 *
 * @param cluster the identifier of the cluster
 * @param name the name of the shard
 * @param before its weight before the change of the map that is under way; 0 if it had no keys
 * @param after its weight after that change, the same if nothing changes; 0 if it has no keys
 * @param mapVersion the version of the map in the database
 */
public record ShardPlace(String cluster, String name, int before, int after, long mapVersion) {

  /** Whether keys may lie in the database. */
  public boolean isPart() {
    return before > 0 || after > 0;
  }

  @Override
  public String toString() {
    String weight = before == after ? Integer.toString(after) : before + " -> " + after;
    return "%s of %s, %s, map version %d"
        .formatted(name, cluster, isPart() ? "weight " + weight : "no part of the map", mapVersion);
  }
}
