/** Canonical JSON by Jackson 3. The only package that imports it. */
@NullMarked
package dev.coffer.format.jackson3;

import org.jspecify.annotations.NullMarked;
