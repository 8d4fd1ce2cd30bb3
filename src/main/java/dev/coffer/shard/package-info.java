/** The key and the states of a cluster of shards; see {@link dev.coffer.ShardedCoffer}. */
@NullMarked
package dev.coffer.shard;

import org.jspecify.annotations.NullMarked;
