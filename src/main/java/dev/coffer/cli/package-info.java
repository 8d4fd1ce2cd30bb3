/**
 * The command line: migration, import, export, maintenance and trials. Implementation: it may
 * change without notice.
 */
@NullMarked
package dev.coffer.cli;

import org.jspecify.annotations.NullMarked;
