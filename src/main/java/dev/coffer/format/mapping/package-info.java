/**
 * The rules that the mappings of all JSON libraries share. Implementation: it may change without
 * notice.
 */
@NullMarked
package dev.coffer.format.mapping;

import org.jspecify.annotations.NullMarked;
