/** Cached records and the reads that use them. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.record.cache;

import org.jspecify.annotations.NullMarked;
