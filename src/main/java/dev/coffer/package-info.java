/** The entry point, {@link dev.coffer.Coffer}, which assembles all other parts. */
@NullMarked
package dev.coffer;

import org.jspecify.annotations.NullMarked;
