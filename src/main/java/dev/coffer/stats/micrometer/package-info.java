/** Gives what Coffer counts to Micrometer. */
@NullMarked
package dev.coffer.stats.micrometer;

import org.jspecify.annotations.NullMarked;
