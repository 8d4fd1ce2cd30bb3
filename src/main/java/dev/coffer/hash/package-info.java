/** Turns a stream into a content hash. */
@NullMarked
package dev.coffer.hash;

import org.jspecify.annotations.NullMarked;
