/**
 * Hibernate's second-level cache in Ehcache, configured by code. Implementation: it may change
 * without notice.
 */
@NullMarked
package dev.coffer.cache.ehcache;

import org.jspecify.annotations.NullMarked;
