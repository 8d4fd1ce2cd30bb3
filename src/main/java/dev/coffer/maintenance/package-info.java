/** Maintenance of the stored data: reports, verification, recompression and diagnosis. */
@NullMarked
package dev.coffer.maintenance;

import org.jspecify.annotations.NullMarked;
