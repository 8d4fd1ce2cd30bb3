/**
 * The runs of maintenance tasks: leases, outcomes and history. Implementation: it may change
 * without notice.
 */
@NullMarked
package dev.coffer.maintenance.engine;

import org.jspecify.annotations.NullMarked;
