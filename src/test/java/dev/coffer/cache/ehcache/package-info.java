@NullMarked
package dev.coffer.cache.ehcache;

import org.jspecify.annotations.NullMarked;
