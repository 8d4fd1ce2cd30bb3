/**
 * One consistent view of a database, in the form of a snapshot. Implementation: it may change
 * without notice.
 */
@NullMarked
package dev.coffer.backup.view;

import org.jspecify.annotations.NullMarked;
