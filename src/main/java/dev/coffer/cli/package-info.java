/**
 * Migrates, imports, exports, verifies and measures from a command line. Implementation: it may
 * change without notice.
 */
@NullMarked
package dev.coffer.cli;

import org.jspecify.annotations.NullMarked;
