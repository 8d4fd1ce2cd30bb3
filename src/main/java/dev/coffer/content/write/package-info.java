/** Writes of contents. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.content.write;

import org.jspecify.annotations.NullMarked;
