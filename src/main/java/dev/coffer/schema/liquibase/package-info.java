/** Migrates the schema by Liquibase, where it is on the class path; its only importer. */
@NullMarked
package dev.coffer.schema.liquibase;

import org.jspecify.annotations.NullMarked;
