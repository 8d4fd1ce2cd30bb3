/** The interfaces that compression algorithms implement. */
@NullMarked
package dev.coffer.codec;

import org.jspecify.annotations.NullMarked;
