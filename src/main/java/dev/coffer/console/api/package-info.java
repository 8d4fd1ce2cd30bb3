/**
 * The API of the console: what each of its addresses answers. Implementation: it may change without
 * notice.
 */
@NullMarked
package dev.coffer.console.api;

import org.jspecify.annotations.NullMarked;
