/**
 * Reads of contents and the damage that they find. Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.content.read;

import org.jspecify.annotations.NullMarked;
