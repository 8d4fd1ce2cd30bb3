/** Counts events into an immutable snapshot. */
@NullMarked
package dev.coffer.stats;

import org.jspecify.annotations.NullMarked;
