/**
 * Migrates the schema by Liquibase, where it is on the class path; its only importer.
 * Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.schema.liquibase;

import org.jspecify.annotations.NullMarked;
