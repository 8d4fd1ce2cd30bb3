/** The front door: {@link dev.coffer.Coffer}, where all other parts are put together. */
@NullMarked
package dev.coffer;

import org.jspecify.annotations.NullMarked;
