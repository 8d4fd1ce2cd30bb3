/** Knows the versions of the schema and the words of each database; checks and migrates. */
@NullMarked
package dev.coffer.schema;

import org.jspecify.annotations.NullMarked;
