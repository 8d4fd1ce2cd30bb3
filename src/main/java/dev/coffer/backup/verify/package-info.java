/** Checks that a snapshot can be restored. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.backup.verify;

import org.jspecify.annotations.NullMarked;
