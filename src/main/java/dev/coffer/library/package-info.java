/** The optional libraries on the class path. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.library;

import org.jspecify.annotations.NullMarked;
