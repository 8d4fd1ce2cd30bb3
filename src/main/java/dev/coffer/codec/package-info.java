/** Turns bytes into a self-describing, checksummed frame and back. */
@NullMarked
package dev.coffer.codec;

import org.jspecify.annotations.NullMarked;
