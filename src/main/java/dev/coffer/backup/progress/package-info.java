/** Counts what an operation has done. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.backup.progress;

import org.jspecify.annotations.NullMarked;
