@NullMarked
package dev.coffer.shard.cluster;

import org.jspecify.annotations.NullMarked;
