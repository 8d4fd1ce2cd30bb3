/** Canonical JSON with Jackson 2. Only this package imports Jackson 2. */
@NullMarked
package dev.coffer.format.jackson;

import org.jspecify.annotations.NullMarked;
