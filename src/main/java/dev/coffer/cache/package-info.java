/**
 * Names what may be cached where, and how much of it. Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.cache;

import org.jspecify.annotations.NullMarked;
