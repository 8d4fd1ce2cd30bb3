/** The real data that all contestants store. */
@NullMarked
package dev.coffer.bench.data;

import org.jspecify.annotations.NullMarked;
