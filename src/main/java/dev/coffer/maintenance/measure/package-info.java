/**
 * The daily count of the stored data, the history of its sizes in {@code coffer_daily_size}, and
 * the profiles of collections. Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.maintenance.measure;

import org.jspecify.annotations.NullMarked;
