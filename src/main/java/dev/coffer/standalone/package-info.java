/**
 * Opens a database by its URL, with pool, caches, schema and entity manager factory.
 * Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.standalone;

import org.jspecify.annotations.NullMarked;
