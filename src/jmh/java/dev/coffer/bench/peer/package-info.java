/** The contestants, each behind the same small interfaces. */
@NullMarked
package dev.coffer.bench.peer;

import org.jspecify.annotations.NullMarked;
