/**
 * The maintenance tasks, and the run in which each works. Implementation: it may change without
 * notice.
 */
@NullMarked
package dev.coffer.maintenance.task;

import org.jspecify.annotations.NullMarked;
