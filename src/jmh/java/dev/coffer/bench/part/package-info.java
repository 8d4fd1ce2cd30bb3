/** The parts of a run. */
@NullMarked
package dev.coffer.bench.part;

import org.jspecify.annotations.NullMarked;
