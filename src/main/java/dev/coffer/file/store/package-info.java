/** The named files of a collection. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.file.store;

import org.jspecify.annotations.NullMarked;
