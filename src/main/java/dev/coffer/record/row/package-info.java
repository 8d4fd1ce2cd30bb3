/**
 * The tables {@code coffer_record} and {@code coffer_record_content}: their rows, queries and
 * statements. Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.record.row;

import org.jspecify.annotations.NullMarked;
