/** Keys of records as text that sorts as they do. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.record.key;

import org.jspecify.annotations.NullMarked;
