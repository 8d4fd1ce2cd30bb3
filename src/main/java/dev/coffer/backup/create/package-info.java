/** Copies a database into a repository. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.backup.create;

import org.jspecify.annotations.NullMarked;
