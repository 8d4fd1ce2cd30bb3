/** Encodes bytes as self-describing frames with checksums, and decodes them. */
@NullMarked
package dev.coffer.codec;

import org.jspecify.annotations.NullMarked;
