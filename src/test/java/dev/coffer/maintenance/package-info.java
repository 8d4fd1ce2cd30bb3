@NullMarked
package dev.coffer.maintenance;

import org.jspecify.annotations.NullMarked;
