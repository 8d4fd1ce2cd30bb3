/**
 * Interfaces between Coffer and its host: the transactions of the host, and listeners to changes.
 */
@NullMarked
package dev.coffer.host;

import org.jspecify.annotations.NullMarked;
