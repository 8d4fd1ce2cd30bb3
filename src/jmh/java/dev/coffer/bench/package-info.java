/** Compares Coffer with its alternatives, on the same data, in one run, in rounds in turn. */
@NullMarked
package dev.coffer.bench;

import org.jspecify.annotations.NullMarked;
