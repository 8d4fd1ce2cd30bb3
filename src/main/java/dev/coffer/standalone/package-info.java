/** Opens a database by its URL: pool, caches, schema and entity manager factory. */
@NullMarked
package dev.coffer.standalone;

import org.jspecify.annotations.NullMarked;
