/**
 * The conversion of record values to bytes of a named type. Implementation: it may change without
 * notice.
 */
@NullMarked
package dev.coffer.record.value;

import org.jspecify.annotations.NullMarked;
