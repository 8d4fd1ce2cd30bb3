package dev.coffer.shard.cluster;

/**
 * A shard of a map, with its weight before and after the change that the map describes. A weight is
 * a whole number: a shard of weight 2 gets twice as many keys as one of weight 1. With weight 0 it
 * gets none. Immutable.
 *
 * @param name the name of the shard
 * @param before the weight by which the keys were placed
 * @param after the weight by which the keys are being placed; the same if nothing changes
 */
public record ShardMember(String name, int before, int after) {}
