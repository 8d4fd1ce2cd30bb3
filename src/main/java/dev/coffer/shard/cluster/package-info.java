/**
 * Records and contents that are divided among several databases by their keys, and the move of keys
 * to other shards while the application goes on. Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.shard.cluster;

import org.jspecify.annotations.NullMarked;
