@NullMarked
package dev.coffer.maintenance.schedule;

import org.jspecify.annotations.NullMarked;
