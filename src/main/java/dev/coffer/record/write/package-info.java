/** Writes of records. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.record.write;

import org.jspecify.annotations.NullMarked;
