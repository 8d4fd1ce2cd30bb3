/** The schedule of maintenance: cron expressions, and the schedulers that call the tasks. */
@NullMarked
package dev.coffer.maintenance.schedule;

import org.jspecify.annotations.NullMarked;
