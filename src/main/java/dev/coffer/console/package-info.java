/**
 * The console: a page and a read API that show what is stored, for any web server. Implementation:
 * it may change without notice.
 */
@NullMarked
package dev.coffer.console;

import org.jspecify.annotations.NullMarked;
