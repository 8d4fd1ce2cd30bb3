/**
 * The hash function BLAKE3 in plain Java, for inputs of any length. Implementation: it may change
 * without notice.
 */
@NullMarked
package dev.coffer.hash.blake3;

import org.jspecify.annotations.NullMarked;
