/** The schema with its checks and migrations, and the SQL dialects of the databases. */
@NullMarked
package dev.coffer.schema;

import org.jspecify.annotations.NullMarked;
