/** Keeps typed values under a collection and a key. */
@NullMarked
package dev.coffer.record;

import org.jspecify.annotations.NullMarked;
