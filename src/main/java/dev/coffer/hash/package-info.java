/** Computes content hashes. */
@NullMarked
package dev.coffer.hash;

import org.jspecify.annotations.NullMarked;
