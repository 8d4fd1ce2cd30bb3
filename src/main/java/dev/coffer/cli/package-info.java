/** Migrates, imports, exports, verifies and measures from a command line. */
@NullMarked
package dev.coffer.cli;

import org.jspecify.annotations.NullMarked;
