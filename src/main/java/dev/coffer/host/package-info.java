/** Interfaces by which a host tells Coffer about its transactions. */
@NullMarked
package dev.coffer.host;

import org.jspecify.annotations.NullMarked;
