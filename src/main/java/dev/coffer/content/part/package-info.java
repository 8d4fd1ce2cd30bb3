/**
 * Large contents as parts: where they are cut and how their list is encoded. Implementation: it may
 * change without notice.
 */
@NullMarked
package dev.coffer.content.part;

import org.jspecify.annotations.NullMarked;
