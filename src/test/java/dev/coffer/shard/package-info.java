@NullMarked
package dev.coffer.shard;

import org.jspecify.annotations.NullMarked;
