/**
 * Backups of the stored data: snapshots in a repository outside of the database, and how they are
 * kept, checked and restored.
 */
@NullMarked
package dev.coffer.backup;

import org.jspecify.annotations.NullMarked;
