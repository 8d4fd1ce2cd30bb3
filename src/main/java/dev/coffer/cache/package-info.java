/** Names what may be cached where, and how much of it. */
@NullMarked
package dev.coffer.cache;

import org.jspecify.annotations.NullMarked;
