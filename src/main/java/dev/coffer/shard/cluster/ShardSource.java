package dev.coffer.shard.cluster;

import java.util.function.Supplier;

/**
 * A database that was given as a shard, and that may be out of reach.
 *
 * @param name the name that the application gives it
 * @param opener gives the parts of its Coffer, or fails with {@link
 *     dev.coffer.api.DatabaseUnavailableException} while it is out of reach; called until it has
 *     given them
 */
public record ShardSource(String name, Supplier<ShardDatabase> opener) {}
