/** Delivers committed changes to listeners. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.change;

import org.jspecify.annotations.NullMarked;
