/** The garbage collection of contents. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.maintenance.collect;

import org.jspecify.annotations.NullMarked;
