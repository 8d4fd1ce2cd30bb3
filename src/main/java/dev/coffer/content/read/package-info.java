/** Reads of contents, and what they found damaged. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.content.read;

import org.jspecify.annotations.NullMarked;
