/** The console as a servlet. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.console.servlet;

import org.jspecify.annotations.NullMarked;
