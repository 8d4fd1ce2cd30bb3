/** The schedule of maintenance in Quartz: a scheduler in memory, or the one of the application. */
@NullMarked
package dev.coffer.maintenance.quartz;

import org.jspecify.annotations.NullMarked;
