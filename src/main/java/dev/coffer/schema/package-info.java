/** Migrates and checks the schema of the tables. */
@NullMarked
package dev.coffer.schema;

import org.jspecify.annotations.NullMarked;
