/** Canonical JSON with Jackson 3. Only this package imports Jackson 3. */
@NullMarked
package dev.coffer.format.jackson3;

import org.jspecify.annotations.NullMarked;
