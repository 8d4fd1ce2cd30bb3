/** The operations on a repository. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.backup.run;

import org.jspecify.annotations.NullMarked;
