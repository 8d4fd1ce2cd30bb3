/** The scheduled backups. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.maintenance.backup;

import org.jspecify.annotations.NullMarked;
