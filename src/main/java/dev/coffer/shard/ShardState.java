package dev.coffer.shard;

/**
 * The state of one shard.
 *
 * @param name the name
 * @param before its weight before the change that is under way
 * @param after its weight after that change; the same if nothing changes
 * @param mapVersion the version of the map in its database; -1 if the database is no shard
 * @param reachable whether its database answers
 */
public record ShardState(String name, int before, int after, long mapVersion, boolean reachable) {}
