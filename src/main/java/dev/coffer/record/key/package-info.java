/**
 * The keys of records as texts with the order of the keys. Implementation: it may change without
 * notice.
 */
@NullMarked
package dev.coffer.record.key;

import org.jspecify.annotations.NullMarked;
