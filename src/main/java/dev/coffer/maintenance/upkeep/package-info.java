/**
 * Small maintenance tasks: statistics of the database, dictionaries, and caches. Implementation: it
 * may change without notice.
 */
@NullMarked
package dev.coffer.maintenance.upkeep;

import org.jspecify.annotations.NullMarked;
