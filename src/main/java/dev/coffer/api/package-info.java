/** The words that every other package shares: the content hash and the typed errors. */
@NullMarked
package dev.coffer.api;

import org.jspecify.annotations.NullMarked;
