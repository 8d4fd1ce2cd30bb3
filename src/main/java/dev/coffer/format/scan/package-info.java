/** Scans and writes JSON text without a library. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.format.scan;

import org.jspecify.annotations.NullMarked;
