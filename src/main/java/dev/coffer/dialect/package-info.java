/**
 * The SQL dialects of the databases, and queries of their catalogs. Implementation: it may change
 * without notice.
 */
@NullMarked
package dev.coffer.dialect;

import org.jspecify.annotations.NullMarked;
