/**
 * Runs migrations of the schema, each once and under a lock. Implementation: it may change without
 * notice.
 */
@NullMarked
package dev.coffer.schema.migration;

import org.jspecify.annotations.NullMarked;
