/** Writes a snapshot into a database. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.backup.restore;

import org.jspecify.annotations.NullMarked;
