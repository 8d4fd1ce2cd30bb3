/** Ratios, targets, tables and plots. */
@NullMarked
package dev.coffer.bench.report;

import org.jspecify.annotations.NullMarked;
