/** The Zstandard codec. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.codec.zstd;

import org.jspecify.annotations.NullMarked;
