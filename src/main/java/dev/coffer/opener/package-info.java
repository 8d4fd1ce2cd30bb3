/**
 * The interface between {@code Coffer.open} and the library that opens the database.
 * Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.opener;

import org.jspecify.annotations.NullMarked;
