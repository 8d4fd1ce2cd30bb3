/**
 * Migrates Coffer's tables at a time when Flyway accepts them. Implementation: it may change
 * without notice.
 */
@NullMarked
package dev.coffer.spring.flyway;

import org.jspecify.annotations.NullMarked;
