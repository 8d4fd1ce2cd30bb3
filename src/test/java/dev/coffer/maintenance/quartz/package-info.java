@NullMarked
package dev.coffer.maintenance.quartz;

import org.jspecify.annotations.NullMarked;
