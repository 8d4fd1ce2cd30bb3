/**
 * The parts of large contents: their cuts, and the encoding of their list. Implementation: it may
 * change without notice.
 */
@NullMarked
package dev.coffer.content.part;

import org.jspecify.annotations.NullMarked;
