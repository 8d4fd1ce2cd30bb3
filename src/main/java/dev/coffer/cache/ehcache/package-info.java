/** Holds Hibernate's second-level cache in Ehcache, configured by code. */
@NullMarked
package dev.coffer.cache.ehcache;

import org.jspecify.annotations.NullMarked;
