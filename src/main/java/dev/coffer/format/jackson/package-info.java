/** Canonical JSON by Jackson 2. The only package that imports it. */
@NullMarked
package dev.coffer.format.jackson;

import org.jspecify.annotations.NullMarked;
