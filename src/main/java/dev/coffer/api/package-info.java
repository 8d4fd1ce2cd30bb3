/** The types that all other packages share: the content hash and the exceptions. */
@NullMarked
package dev.coffer.api;

import org.jspecify.annotations.NullMarked;
