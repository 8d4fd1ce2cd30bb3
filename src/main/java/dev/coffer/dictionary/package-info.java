/** Keeps the compression dictionaries of collections in the database, and trains them. */
@NullMarked
package dev.coffer.dictionary;

import org.jspecify.annotations.NullMarked;
