/** Canonical JSON of values: the interface that JSON libraries implement. */
@NullMarked
package dev.coffer.format;

import org.jspecify.annotations.NullMarked;
