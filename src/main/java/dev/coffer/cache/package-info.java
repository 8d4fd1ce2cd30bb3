/** Names what may be cached where, by weight in bytes. */
@NullMarked
package dev.coffer.cache;

import org.jspecify.annotations.NullMarked;
