/** Counts events for the statistics. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.stats.recorder;

import org.jspecify.annotations.NullMarked;
