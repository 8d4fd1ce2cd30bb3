/**
 * Encodes bytes as self-describing frames with checksums, and decodes them. Implementation: it may
 * change without notice.
 */
@NullMarked
package dev.coffer.codec.frame;

import org.jspecify.annotations.NullMarked;
