/** Statistics: counters of events and immutable snapshots of them. */
@NullMarked
package dev.coffer.stats;

import org.jspecify.annotations.NullMarked;
