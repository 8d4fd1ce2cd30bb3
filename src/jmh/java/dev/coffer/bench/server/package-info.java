/** The database that all contestants share. */
@NullMarked
package dev.coffer.bench.server;

import org.jspecify.annotations.NullMarked;
