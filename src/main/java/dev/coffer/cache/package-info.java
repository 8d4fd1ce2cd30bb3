/** The regions, modes and size limits of caching. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.cache;

import org.jspecify.annotations.NullMarked;
