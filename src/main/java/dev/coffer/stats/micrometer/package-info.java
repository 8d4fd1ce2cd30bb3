/** Micrometer meters for Coffer's statistics. */
@NullMarked
package dev.coffer.stats.micrometer;

import org.jspecify.annotations.NullMarked;
