/**
 * Schema migrations with Liquibase, if it is on the class path. Only this package imports
 * Liquibase. Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.schema.liquibase;

import org.jspecify.annotations.NullMarked;
