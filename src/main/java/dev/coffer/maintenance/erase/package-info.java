/** The erasure of single records. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.maintenance.erase;

import org.jspecify.annotations.NullMarked;
