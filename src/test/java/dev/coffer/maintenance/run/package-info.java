@NullMarked
package dev.coffer.maintenance.run;

import org.jspecify.annotations.NullMarked;
