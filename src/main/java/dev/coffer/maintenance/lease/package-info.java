/**
 * The leases of maintenance tasks and the history of their runs, in {@code coffer_task} and {@code
 * coffer_run}. Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.maintenance.lease;

import org.jspecify.annotations.NullMarked;
